/** One call of a function: when, how long, how it ended, who called, what it printed. */
import { ref } from '../vue.js';
import { beijing, caller, duration } from '../format.js';

export const CallRow = {
  props: { call: Object, showsName: Boolean },
  setup() {
    return { open: ref(false), beijing, caller, duration };
  },
  template: `
    <li class="document" :class="{ open }">
      <button class="line call" :aria-expanded="open" @click="open = !open">
        <span class="arrow">{{ open ? '▾' : '▸' }}</span>
        <span class="time">{{ beijing(call.startedAt) }}</span>
        <b v-if="showsName">{{ call.name }}</b>
        <span class="tag" :class="call.result === 'OK' ? 'good' : 'bad'">{{ call.result === 'OK' ? '成功' : call.result }}</span>
        <span>{{ duration(call.durationMs) }}</span>
        <span class="rest">{{ caller(call.caller, call.source) }}<template v-if="call.lines.length > 0"> · {{ call.lines.length }} 行日志</template></span>
      </button>
      <div v-if="open" class="whole">
        <p class="faint">请求 <code>{{ call.requestId }}</code> · 来源 <code>{{ call.source }}</code>
          <template v-if="call.coldStartMs !== undefined"> · 冷启动 {{ duration(call.coldStartMs) }}</template></p>
        <pre v-if="call.message" class="code log bad">{{ call.message }}</pre>
        <pre v-if="call.lines.length > 0" class="code log">{{ call.lines.join('\\n') }}</pre>
        <p v-else class="faint">没有打印日志。</p>
      </div>
    </li>
  `,
};
