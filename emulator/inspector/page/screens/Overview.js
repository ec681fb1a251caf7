import { computed, inject, onMounted } from '../vue.js';
import { bytes, span } from '../format.js';
import { copy } from '../notice.js';

/** How each SDK finds this emulator; the same as in the README. */
const recipes = ({ url, envId }) => [
  {
    title: '云函数里的 node-sdk、wx-server-sdk',
    text: '什么都不用改：模拟器启动的函数进程里已经有环境变量。',
  },
  {
    title: '脚本里的 node-sdk、wx-server-sdk',
    code: `export TENCENTCLOUD_RUNENV=SCF
export TENCENTCLOUD_SECRETID=local TENCENTCLOUD_SECRETKEY=local
export TCB_ENV=${envId} SCF_NAMESPACE=${envId}
export TCB_CONTEXT_CNFG='{"URL":"${url}/admin"}'`,
  },
  {
    title: '网页里的 @cloudbase/js-sdk',
    code: `const app = cloudbase.init({ env: '${envId}' });
app.registerHost('${new URL(url).host}', 'http');`,
  },
  { title: '@cloudbase/manager-node', code: `export TCB_BASE_URL=${url}` },
  {
    title: '测试里控制模拟器',
    code: `curl -X POST ${url}/_emulator/clock -d '{"advanceMs":3600000}'
curl -X POST ${url}/_emulator/faults \\
  -d '{"on":"admin","name":"database.commitTransaction","effect":"dropAfter","times":1}'`,
  },
];

const TILES = [
  ['collections', '集合', 'collections'],
  ['documents', '文档', 'collections'],
  ['functions', '函数', 'functions'],
  ['timers', '定时器', 'timers'],
  ['connections', '监听连接', 'connections'],
  ['messages', '发出的消息', 'messages'],
  ['files', '文件', 'files'],
];

export const Overview = {
  setup() {
    const { data, reload } = inject('overview');
    onMounted(reload); // the frame has had it for a while: whoever comes here wants what is now
    const guides = computed(() => (data.value ? recipes(data.value) : []));
    const folders = computed(() => [
      ['数据', data.value?.dataDir ?? '只在内存里，停下就没了'],
      ['函数', data.value?.functionsDir ?? '没有给'],
      ['规则与索引', data.value?.databaseDir ?? '没有给'],
    ]);
    return { data, guides, folders, TILES, copy, bytes, span };
  },
  template: `
    <div v-if="data" class="stack">
      <section class="card stack">
        <h1>概览</h1>
        <dl class="facts">
          <dt>地址</dt><dd><code>{{ data.url }}</code> <button class="quiet" @click="copy(data.url)">复制</button></dd>
          <dt>环境</dt><dd><code>{{ data.envId }}</code></dd>
          <dt>小程序</dt><dd><code>{{ data.appid }}</code></dd>
          <template v-for="[what, where] in folders" :key="what"><dt>{{ what }}</dt><dd class="path">{{ where }}</dd></template>
          <dt>运行</dt><dd>{{ span(data.startedSecondsAgo * 1000) }}，内存 {{ bytes(data.memoryBytes) }}</dd>
        </dl>
      </section>
      <div class="tiles">
        <a v-for="[name, title, screen] in TILES" :key="name" class="tile" :href="'#/' + screen">
          <b>{{ data.counts[name] }}</b><span>{{ title }}</span></a>
        <div class="tile"><b>{{ data.stats.databaseCalls }}</b><span>数据库请求</span></div>
        <div class="tile"><b>{{ data.stats.functionCalls }}</b><span>函数调用</span></div>
      </div>
      <section class="card">
        <h2>把 SDK 指到这里</h2>
        <article v-for="guide in guides" :key="guide.title" class="guide">
          <h3>{{ guide.title }} <button v-if="guide.code" class="quiet" @click="copy(guide.code)">复制</button></h3>
          <pre v-if="guide.code" class="code">{{ guide.code }}</pre>
          <p v-else>{{ guide.text }}</p>
        </article>
      </section>
      <section v-if="data.stats.databaseCalls > 0" class="card">
        <h2>数据库请求，按动作</h2>
        <table class="plain"><tbody>
          <tr v-for="(count, action) in data.stats.databaseCallsByAction" :key="action">
            <td><code>{{ action }}</code></td><td class="number">{{ count }}</td></tr>
        </tbody></table>
      </section>
    </div>
  `,
};
