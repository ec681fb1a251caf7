import { ask } from '../api.js';
import { beijing } from '../format.js';
import { useLive } from '../live.js';
import { writeLoose } from '../looseJson.js';
import { hrefOf } from '../route.js';

const whoIs = (identity) => {
  if (!identity) return '还没有登录';
  if (identity.openid) return `微信用户 ${identity.openid}`;
  return `${identity.loginType === 'ANONYMOUS' ? '匿名用户' : '用户'} ${identity.uid}`;
};
const orderText = (order) => order.map(([field, direction]) => `${field} ${direction === 1 ? '↑' : '↓'}`).join('，');

export const Connections = {
  setup() {
    const { data, error } = useLive(() => ask('inspect/connections'));
    return { data, error, beijing, hrefOf, whoIs, orderText, writeLoose };
  },
  template: `
    <section class="card stack">
      <h1>监听 <span v-if="data" class="count">{{ data.connections.length }}</span></h1>
      <p v-if="error" class="bad" role="alert">{{ error }}</p>
      <p v-if="data && data.connections.length === 0" class="faint">现在没有打开的连接。客户端
        <code>db.collection('…').where({…}).watch({…})</code> 之后会出现在这里。</p>
      <ul v-if="data" class="rows">
        <li v-for="(connection, i) in data.connections" :key="i" class="tall">
          <p><b>{{ whoIs(connection.identity) }}</b> <span class="faint">{{ beijing(connection.openedAt) }} 连上，来自 {{ connection.clientIp }}</span></p>
          <p v-if="connection.watches.length === 0" class="faint">没有在监听。</p>
          <div v-for="watch in connection.watches" :key="watch.watchId" class="watch" data-watch>
            <a :href="hrefOf('collections', watch.collection)"><b>{{ watch.collection }}</b></a>
            <code class="grow">{{ writeLoose(watch.query, 0) }}</code>
            <span v-if="watch.order.length > 0" class="faint">{{ orderText(watch.order) }}</span>
            <span v-if="watch.limit !== undefined" class="faint">前 {{ watch.limit }} 份</span>
            <span>已推送 {{ watch.batchesSent }} 次</span>
          </div>
        </li>
      </ul>
    </section>
  `,
};
