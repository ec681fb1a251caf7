/** The inspector: a frame with the list of screens, the clock, the warning that faults are set, and one screen. */
import { computed, createApp, nextTick, onMounted, onUnmounted, provide, ref, watch } from './vue.js';
import { ask } from './api.js';
import { beijing, span } from './format.js';
import { useLive } from './live.js';
import { attempt, notice } from './notice.js';
import { route } from './route.js';
import { SCREENS } from './screens.js';

const isTyping = ({ target }) => target.closest?.('input, textarea, select, dialog') !== null;

/** Digits choose a screen, `/` goes to the first field, `?` tells about both. */
function onKey(event, help) {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
  const screen = SCREENS.find(({ key }) => key === event.key);
  if (screen) location.hash = `#/${screen.path}`;
  else if (event.key === '/') document.querySelector('main [data-first], main textarea, main input')?.focus();
  else if (event.key === '?') help.value = !help.value;
  else return;
  event.preventDefault();
}

const App = {
  setup() {
    const overview = useLive(() => ask('inspect/overview'));
    const isHelpOpen = ref(false);
    const screen = computed(() => SCREENS.find(({ path }) => path === route.screen) ?? SCREENS[0]);
    const armed = computed(() => (overview.data.value?.faults ?? []).filter(({ left }) => left !== 0));
    const clearFaults = () =>
      attempt(() => ask('faults', undefined, 'DELETE'), '故障开关已全部关闭').then(overview.reload);
    provide('overview', overview);
    const listen = (event) => onKey(event, isHelpOpen);
    const showPlace = () => document.querySelector('nav .here')?.scrollIntoView({ block: 'nearest', inline: 'center' });
    watch(screen, () => nextTick(showPlace));
    onMounted(() => {
      addEventListener('keydown', listen);
      showPlace();
    });
    onUnmounted(() => removeEventListener('keydown', listen));
    return { SCREENS, overview, screen, route, armed, clearFaults, notice, isHelpOpen, beijing, span };
  },
  template: `
    <header class="top">
      <a class="brand" href="#/overview"><img src="/_emulator/page/icon.svg" alt="" width="24" height="24" />
        <span>CloudBase 本地模拟器</span></a>
      <template v-if="overview.data.value">
        <code class="env">{{ overview.data.value.envId }}</code>
        <a class="now" href="#/clock" :class="{ moved: overview.data.value.offsetMs !== 0 }" title="模拟器的时间（北京）">
          {{ beijing(overview.data.value.now) }}
          <span v-if="overview.data.value.offsetMs !== 0">
            （{{ overview.data.value.offsetMs > 0 ? '快' : '慢' }} {{ span(overview.data.value.offsetMs) }}）</span>
        </a>
      </template>
    </header>
    <p v-if="overview.error.value" class="bar bad" role="alert">{{ overview.error.value }}</p>
    <p v-if="armed.length > 0" class="bar bad" role="alert" data-fault-bar>
      <span>故障开关开着：{{ armed.length }} 个。这里出现的错误可能是有意造成的。</span>
      <a href="#/faults">查看</a>
      <button @click="clearFaults">全部关闭</button>
    </p>
    <div class="frame">
    <nav aria-label="功能">
      <a v-for="one in SCREENS" :key="one.path" :href="'#/' + one.path" :class="{ here: one === screen }"
        :aria-current="one === screen ? 'page' : undefined">
        <span>{{ one.title }}</span><kbd>{{ one.key }}</kbd>
      </a>
    </nav>
    <main><component :is="screen.view" :key="screen.path" /></main>
    </div>
    <p v-if="notice.text" class="notice" :class="{ bad: notice.isBad }" role="status">{{ notice.text }}</p>
    <div v-if="isHelpOpen" class="help" @click="isHelpOpen = false">
      <p><kbd>1</kbd>…<kbd>9</kbd> <kbd>0</kbd> <kbd>-</kbd> 换页面</p>
      <p><kbd>/</kbd> 到第一个输入框</p>
      <p><kbd>Ctrl</kbd> + <kbd>Enter</kbd> 执行、保存</p>
      <p><kbd>Esc</kbd> 关闭对话框</p>
      <p><kbd>?</kbd> 打开、关闭这份说明</p>
    </div>
  `,
};

createApp(App).mount('#app');
