import { inject, ref } from '../vue.js';
import { ask } from '../api.js';
import { beijing, duration, fromNow } from '../format.js';
import { useLive } from '../live.js';
import { attempt, say } from '../notice.js';
import { hrefOf } from '../route.js';

export const Timers = {
  setup() {
    const { data: overview } = inject('overview');
    const { data, error, reload } = useLive(() => ask('inspect/timers'));
    const running = ref('');

    async function runNow({ name }) {
      running.value = name;
      await attempt(async () => {
        const outcome = await ask(`timers/${encodeURIComponent(name)}/run`, {});
        if (outcome.ok) say(`${name} 跑完了`);
        else say(`${name} 失败：${outcome.error.code} ${outcome.error.message.split('\n')[0]}`, true);
      });
      running.value = '';
      await reload();
    }
    return { overview, data, error, running, runNow, beijing, duration, fromNow, hrefOf };
  },
  template: `
    <section class="card stack">
      <h1>定时器</h1>
      <p class="faint">时间都是北京时间，跟着模拟器的<a href="#/clock">时钟</a>走。</p>
      <p v-if="error" class="bad" role="alert">{{ error }}</p>
      <p v-if="data && data.timers.length === 0" class="faint">没有定时器。在函数的 <code>config.json</code> 里写
        <code>"triggers": [{ "name": "…", "type": "timer", "config": "0 0 2 * * * *" }]</code>。</p>
      <ul v-if="data" class="rows">
        <li v-for="timer in data.timers" :key="timer.name + timer.trigger">
          <div class="grow">
            <a :href="hrefOf('functions', timer.name)"><b>{{ timer.name }}</b></a>
            <code class="chip">{{ timer.trigger }}</code> <code class="chip">{{ timer.config }}</code>
            <p>下一次 {{ beijing(timer.at) }}
              <span v-if="timer.at && overview" class="faint">（{{ fromNow(timer.at, overview.now) }}）</span></p>
            <p v-if="timer.last" data-last>上一次 {{ beijing(timer.last.startedAt) }}
              <span class="tag" :class="timer.last.result === 'OK' ? 'good' : 'bad'">{{ timer.last.result === 'OK' ? '成功' : timer.last.result }}</span>
              {{ duration(timer.last.durationMs) }}</p>
            <p v-else class="faint">还没有跑过</p>
          </div>
          <button class="primary" :disabled="running !== ''" @click="runNow(timer)">{{ running === timer.name ? '在跑…' : '立即运行' }}</button>
        </li>
      </ul>
    </section>
  `,
};
