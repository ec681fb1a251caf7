import { computed, watch } from '../vue.js';
import { ask } from '../api.js';
import { duration } from '../format.js';
import { useLive } from '../live.js';
import { CallRow } from '../parts/CallRow.js';
import { hrefOf, route } from '../route.js';
import { FunctionCall } from './FunctionCall.js';

export const Functions = {
  components: { CallRow, FunctionCall },
  setup() {
    const { data, error } = useLive(() => ask('inspect/functions'));
    const log = useLive(() => ask('inspect/calls', { name: route.subject }));
    const current = computed(() => data.value?.functions.find(({ name }) => name === route.subject));
    watch(() => route.subject, log.reload);
    const open = (name) => (location.hash = name ? hrefOf('functions', name) : '#/functions');
    return { data, error, calls: log.data, reload: log.reload, current, route, open, hrefOf, duration };
  },
  template: `
    <p v-if="error" class="bad" role="alert">{{ error }}</p>
    <div v-if="data" class="split">
      <aside class="card list">
        <h1>函数</h1>
        <select class="narrow" :value="route.subject" aria-label="函数" @change="open($event.target.value)">
          <option value="">全部调用</option>
          <option v-for="one in data.functions" :key="one.name" :value="one.name">{{ one.name }}（{{ one.calls }}）</option>
        </select>
        <ul class="wide-only">
          <li><a href="#/functions" :class="{ here: !current }"><span>全部调用</span></a></li>
          <li v-for="one in data.functions" :key="one.name">
            <a :href="hrefOf('functions', one.name)" :class="{ here: one === current }">
              <span>{{ one.name }}</span>
              <span class="count">{{ one.calls }}<b v-if="one.errors > 0" class="bad" :title="one.errors + ' 次失败'"> ✗{{ one.errors }}</b></span>
            </a></li>
        </ul>
        <p v-if="data.functions.length === 0" class="faint">没有函数。启动时用 <code>--functions 文件夹</code> 指定，里面每个有
          <code>index.js</code> 的子文件夹是一个函数。</p>
      </aside>
      <div class="stack">
        <section v-if="current" class="card stack">
          <h1>{{ current.name }}</h1>
          <dl class="facts">
            <dt>超时</dt><dd>{{ current.timeoutSeconds }} 秒</dd>
            <dt>内存</dt><dd>{{ current.memoryMegabytes }} MB</dd>
            <template v-if="current.httpPath"><dt>HTTP 路径</dt><dd><code>{{ current.httpPath }}</code></dd></template>
            <template v-if="current.timers.length > 0"><dt>定时器</dt><dd>
              <code v-for="timer in current.timers" :key="timer.name" class="chip">{{ timer.name }} {{ timer.config }}</code></dd></template>
            <template v-if="current.openApis.length > 0"><dt>开放接口</dt><dd>
              <code v-for="api in current.openApis" :key="api" class="chip">{{ api }}</code></dd></template>
            <template v-if="current.environmentNames.length > 0"><dt>环境变量</dt><dd>
              <code v-for="name in current.environmentNames" :key="name" class="chip">{{ name }}</code></dd></template>
            <dt>进程</dt><dd>{{ current.processes }} 个，忙 {{ current.busy }}，排队 {{ current.queued }}；冷启动 {{ current.coldStarts }} 次
              <template v-if="current.lastColdStartMs">，上次 {{ duration(current.lastColdStartMs) }}</template></dd>
          </dl>
          <FunctionCall :key="current.name" :name="current.name" @called="reload" />
        </section>
        <section class="card stack">
          <h2>{{ current ? '调用' : '最近的调用' }} <span v-if="calls" class="count">{{ calls.total }}</span></h2>
          <p v-if="calls && calls.calls.length === 0" class="faint">还没有被调用过。</p>
          <ul v-if="calls" class="documents">
            <CallRow v-for="call in calls.calls" :key="call.requestId" :call="call" :shows-name="!current" />
          </ul>
        </section>
      </div>
    </div>
  `,
};
