import { inject, ref } from '../vue.js';
import { ask } from '../api.js';
import { beijing, span } from '../format.js';
import { attempt } from '../notice.js';

const MINUTE_MS = 60_000;
const STEPS = [
  ['5 分钟', 5 * MINUTE_MS],
  ['1 小时', 60 * MINUTE_MS],
  ['1 天', 1440 * MINUTE_MS],
];

export const Clock = {
  setup() {
    const { data, reload } = inject('overview');
    const fired = ref(null);
    const wanted = ref('');
    const isBusy = ref(false);

    async function move(body, done) {
      isBusy.value = true;
      await attempt(async () => {
        fired.value = await ask('clock', body);
      }, done);
      isBusy.value = false;
      await reload();
    }
    const advance = ([title, advanceMs]) => move({ advanceMs }, `快进了 ${title}`);
    /** The field has no zone: what is typed is Beijing time. */
    const set = () => move({ setMs: Date.parse(`${wanted.value}+08:00`) }, '时间已改');
    const firstLine = (text) => text.split('\n')[0];
    const reset = () => move({ reset: true }, '回到真实时间');
    return { data, fired, wanted, isBusy, advance, set, reset, firstLine, STEPS, beijing, span };
  },
  template: `
    <section v-if="data" class="card stack">
      <h1>时钟</h1>
      <p class="big" data-now>{{ beijing(data.now) }}</p>
      <p class="faint">北京时间。{{ data.offsetMs === 0 ? '和真实时间一样。' : '比真实时间' + (data.offsetMs > 0 ? '快 ' : '慢 ') + span(data.offsetMs) + '。' }}
        函数里的 <code>Date</code>、数据库的 <code>serverDate</code>、定时器都跟着它走。</p>
      <div class="row start">
        <button v-for="step in STEPS" :key="step[0]" class="primary" :disabled="isBusy" @click="advance(step)">+ {{ step[0] }}</button>
        <button :disabled="isBusy || data.offsetMs === 0" @click="reset">回到真实时间</button>
      </div>
      <p class="faint">快进时，路上到点的定时器会按顺序运行；直接设定时间则跳过它们。</p>
      <form class="row start" @submit.prevent="set">
        <label>设为（北京时间） <input v-model="wanted" type="datetime-local" step="1" required data-first /></label>
        <button type="submit" :disabled="isBusy || wanted === ''">设定</button>
      </form>
      <div v-if="fired" class="stack" role="status">
        <p v-if="fired.fired.length === 0" class="faint">没有定时器到点。</p>
        <template v-else>
          <h2>路上运行的定时器 <span class="count">{{ fired.fired.length }}</span></h2>
          <ul class="rows"><li v-for="(tick, i) in fired.fired" :key="i">
            <span>{{ beijing(tick.at) }}</span> <b>{{ tick.name }}</b>
            <span class="tag" :class="tick.ok ? 'good' : 'bad'">{{ tick.ok ? '成功' : '失败' }}</span>
            <span v-if="!tick.ok" class="faint">{{ firstLine(tick.error) }}</span></li></ul>
        </template>
        <p v-if="fired.dropped.length > 0" class="warn">到点太多，较早的没有运行：{{ fired.dropped.map(({ name }) => name).join('、') }}</p>
      </div>
    </section>
  `,
};
