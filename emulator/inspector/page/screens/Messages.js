import { computed, ref } from '../vue.js';
import { ask } from '../api.js';
import { beijing } from '../format.js';
import { useLive } from '../live.js';
import { JsonText } from '../parts/JsonText.js';

const TITLES = {
  'subscribeMessage.send': '订阅消息',
  'security.msgSecCheck': '文字内容检查',
  'phonenumber.getPhoneNumber': '取手机号',
  'wxacode.getUnlimited': '小程序码',
};

export const Messages = {
  components: { JsonText },
  setup() {
    const { data, error } = useLive(() => ask('inspect/messages'));
    const wanted = ref('');
    const shown = computed(() =>
      (data.value?.messages ?? []).filter((message) => JSON.stringify(message).includes(wanted.value.trim())),
    );
    const isTemplate = ({ apiName, values }) =>
      apiName === 'subscribeMessage.send' && values.data !== null && typeof values.data === 'object';
    const rest = ({ values }) => {
      const { data: _data, touser: _touser, template_id: _id, ...others } = values;
      return others;
    };
    return { data, error, wanted, shown, isTemplate, rest, TITLES, beijing };
  },
  template: `
    <section class="card stack">
      <h1>消息 <span v-if="data" class="count">{{ data.total }}</span></h1>
      <p class="faint">函数调用微信开放接口时发出的东西。这里不会真的发给任何人。</p>
      <p v-if="error" class="bad" role="alert">{{ error }}</p>
      <input v-if="data && data.total > 0" v-model="wanted" placeholder="找：接口、openid、模板、内容" aria-label="找消息" data-first />
      <p v-if="data && data.total === 0" class="faint">还没有。函数里 <code>cloud.openapi.subscribeMessage.send({…})</code> 之后会出现在这里。</p>
      <ul class="rows">
        <li v-for="(message, i) in shown" :key="data.total + '-' + i" class="tall" data-message>
          <p><b>{{ TITLES[message.apiName] ?? message.apiName }}</b>
            <span class="tag" :class="message.errcode === 0 ? 'good' : 'bad'">{{ message.errcode === 0 ? '成功' : '错误 ' + message.errcode }}</span>
            <span class="faint">{{ beijing(message.at) }} · {{ message.functionName ? '函数 ' + message.functionName : '脚本' }}</span></p>
          <template v-if="isTemplate(message)">
            <p>给 <code>{{ message.values.touser }}</code> · 模板 <code>{{ message.values.template_id }}</code></p>
            <dl class="facts bubble"><template v-for="(item, key) in message.values.data" :key="key">
              <dt>{{ key }}</dt><dd>{{ item?.value ?? item }}</dd></template></dl>
            <details v-if="Object.keys(rest(message)).length > 0"><summary>其他参数</summary><JsonText :value="rest(message)" /></details>
          </template>
          <JsonText v-else :value="message.values" />
        </li>
      </ul>
      <p v-if="data && data.total > data.messages.length" class="faint">只显示最近 {{ data.messages.length }} 条。</p>
    </section>
  `,
};
