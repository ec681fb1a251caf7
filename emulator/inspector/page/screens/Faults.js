import { computed, inject, reactive, ref } from '../vue.js';
import { ask, wordsOf } from '../api.js';
import { attempt } from '../notice.js';
import { EFFECTS, EXAMPLES, OFTEN, PLACES, ruleOf, sentence } from '../faultWords.js';

const EMPTY = {
  ...{ on: 'admin', name: '', collection: '', often: 'times', times: 1, probability: 0.2, seed: 1 },
  ...{ delayMs: 0, effect: 'error', code: 'SYS_ERR', message: '', status: 503 },
};

export const Faults = {
  setup() {
    const { data, reload } = inject('overview');
    const form = reactive({ ...EMPTY });
    const failure = ref('');
    const place = computed(() => PLACES[form.on]);
    const effects = computed(() =>
      Object.entries(EFFECTS).filter(([effect]) => !place.value.without?.includes(effect)),
    );
    const fill = (example) => Object.assign(form, EMPTY, example);

    async function add() {
      try {
        await ask('faults', ruleOf(form));
        failure.value = '';
      } catch (error) {
        failure.value = wordsOf(error);
      }
      await reload();
    }
    const remove = ({ id }) => attempt(() => ask(`faults/${id}`, undefined, 'DELETE'), '已关闭').then(reload);
    const clear = () => attempt(() => ask('faults', undefined, 'DELETE'), '故障开关已全部关闭').then(reload);
    return { data, form, failure, place, effects, fill, add, remove, clear, PLACES, OFTEN, EXAMPLES, sentence };
  },
  template: `
    <div v-if="data" class="stack">
      <section class="card stack">
        <div class="row"><h1>故障</h1><button v-if="data.faults.length > 0" @click="clear">全部关闭</button></div>
        <p class="faint">让请求按你的意思出错，看看程序怎么应对。不设就不会出错；模拟器重启后全部消失。</p>
        <p v-if="data.faults.length === 0">现在一切正常，没有打开的开关。</p>
        <ul class="rows">
          <li v-for="fault in data.faults" :key="fault.id" data-fault>
            <div class="grow"><p><b>{{ sentence(fault.rule) }}</b></p>
              <p class="faint">已出错 {{ fault.struck }} 次<template v-if="fault.left !== undefined">，还剩 {{ fault.left }} 次</template>
                <template v-if="fault.matched > fault.struck">（遇到 {{ fault.matched }} 次）</template></p></div>
            <span class="tag" :class="fault.left === 0 ? '' : 'bad'">{{ fault.left === 0 ? '用完了' : '开着' }}</span>
            <button class="quiet" @click="remove(fault)">关闭</button>
          </li>
        </ul>
      </section>
      <section class="card stack">
        <h2>打开一个开关</h2>
        <div class="row start"><span class="faint">常用：</span>
          <button v-for="(example, title) in EXAMPLES" :key="title" class="quiet" @click="fill(example)">{{ title }}</button></div>
        <form class="query" @submit.prevent="add" @keydown.ctrl.enter.prevent="add">
          <label>哪里 <select v-model="form.on" data-first>
            <option v-for="(one, key) in PLACES" :key="key" :value="key">{{ one.title }}</option></select></label>
          <label>{{ place.nameTitle }}（* 代表任意） <input v-model="form.name" class="code" spellcheck="false" :placeholder="place.example" /></label>
          <label v-if="place.hasCollection">集合 <input v-model="form.collection" class="code" spellcheck="false" placeholder="不填就是全部" /></label>
          <label>多少次 <select v-model="form.often">
            <option v-for="(title, key) in OFTEN" :key="key" :value="key">{{ title }}</option></select></label>
          <label v-if="form.often === 'times'" class="small">次数 <input v-model.number="form.times" type="number" min="1" /></label>
          <label v-if="form.often === 'probability'" class="small">概率 <input v-model.number="form.probability" type="number" min="0" max="1" step="0.05" /></label>
          <label v-if="form.often === 'probability'" class="small">种子 <input v-model.number="form.seed" type="number" /></label>
          <label>怎么出错 <select v-model="form.effect">
            <option v-for="[key, title] in effects" :key="key" :value="key">{{ title }}</option></select></label>
          <label v-if="form.effect === 'error'">错误码 <input v-model="form.code" required class="code" spellcheck="false" /></label>
          <label v-if="form.effect === 'error'">错误信息 <input v-model="form.message" placeholder="可以不填" /></label>
          <label v-if="form.effect === 'status'" class="small">HTTP 状态 <input v-model.number="form.status" type="number" min="400" max="599" /></label>
          <label class="small">先等（毫秒） <input v-model.number="form.delayMs" type="number" min="0" step="100" /></label>
          <button class="danger" type="submit">打开</button>
        </form>
        <p v-if="failure" class="bad" role="alert">{{ failure }}</p>
      </section>
    </div>
  `,
};
