/** Calls a function with an event of one's choice, as whom one likes. */
import { reactive, ref } from '../vue.js';
import { ask, wordsOf } from '../api.js';
import { parseObject } from '../looseJson.js';
import { JsonText } from '../parts/JsonText.js';

/** How each kind of caller is said to the emulator. */
const KINDS = {
  wechat: { title: '小程序用户', field: 'openid', source: 'wx_client' },
  web: { title: '网页用户', field: 'uid', source: 'wx_client' },
  nobody: { title: '未登录', source: 'wx_client' },
  server: { title: '服务端', source: 'scf' },
};

export const FunctionCall = {
  components: { JsonText },
  props: { name: String },
  emits: ['called'],
  setup(props, { emit }) {
    const form = reactive({ data: '{}', kind: 'wechat', who: 'oLOCAL-1' });
    const outcome = ref(null);
    const failure = ref('');
    const isBusy = ref(false);

    async function call() {
      isBusy.value = true;
      outcome.value = null;
      failure.value = '';
      const { field, source } = KINDS[form.kind];
      try {
        const data = parseObject(form.data);
        outcome.value = await ask('call', { name: props.name, data, source, as: field ? { [field]: form.who } : {} });
      } catch (error) {
        failure.value = wordsOf(error);
      }
      isBusy.value = false;
      emit('called');
    }
    return { form, outcome, failure, isBusy, call, KINDS };
  },
  template: `
    <form class="query" @submit.prevent="call" @keydown.ctrl.enter.prevent="call" @keydown.meta.enter.prevent="call">
      <label class="whole">调用参数（event）
        <textarea v-model="form.data" class="code" rows="3" spellcheck="false" data-first /></label>
      <label>身份 <select v-model="form.kind">
        <option v-for="(kind, key) in KINDS" :key="key" :value="key">{{ kind.title }}</option></select></label>
      <label v-if="KINDS[form.kind].field">{{ KINDS[form.kind].field }}
        <input v-model="form.who" class="code" spellcheck="false" /></label>
      <button class="primary" type="submit" :disabled="isBusy" title="Ctrl + Enter">{{ isBusy ? '调用中…' : '调用' }}</button>
    </form>
    <p v-if="failure" class="bad" role="alert">{{ failure }}</p>
    <div v-if="outcome" data-outcome>
      <p><span class="tag" :class="outcome.ok ? 'good' : 'bad'">{{ outcome.ok ? '成功' : outcome.error.code }}</span></p>
      <JsonText v-if="outcome.ok" :value="outcome.result" />
      <pre v-else class="code">{{ outcome.error.message }}</pre>
    </div>
  `,
};
