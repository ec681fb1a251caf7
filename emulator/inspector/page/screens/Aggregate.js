import { computed, ref } from '../vue.js';
import { ask, wordsOf } from '../api.js';
import { duration } from '../format.js';
import { useLive } from '../live.js';
import { parseLoose } from '../looseJson.js';
import { copy } from '../notice.js';
import { DocumentRow } from '../parts/DocumentRow.js';
import { hrefOf, route } from '../route.js';

const EXAMPLES = {
  按字段分组计数: "[\n  { $group: { _id: '$status', count: { $sum: 1 } } },\n  { $sort: { count: -1 } },\n]",
  关联另一个集合:
    "[\n  { $lookup: { from: 'users', localField: 'userId', foreignField: '_id', as: 'user' } },\n  { $limit: 20 },\n]",
  '随机取 5 份': '[\n  { $sample: { size: 5 } },\n]',
};

export const Aggregate = {
  components: { DocumentRow },
  setup() {
    const { data: known } = useLive(() => ask('inspect/collections'), 5000);
    const text = ref(EXAMPLES['按字段分组计数']);
    const result = ref(null);
    const failure = ref('');
    const isBusy = ref(false);
    const names = computed(() => (known.value?.collections ?? []).map(({ name }) => name));
    const collection = computed(() => route.subject || names.value[0] || '');
    const choose = (name) => (location.hash = hrefOf('aggregate', name));

    async function run() {
      isBusy.value = true;
      try {
        const pipeline = parseLoose(text.value, []);
        result.value = await ask('inspect/aggregate', { collection: collection.value, pipeline });
        failure.value = '';
      } catch (error) {
        failure.value = wordsOf(error);
        result.value = null;
      }
      isBusy.value = false;
    }
    const copyRows = () => copy(JSON.stringify(result.value.rows, null, 2));
    return { names, collection, choose, text, result, failure, isBusy, run, copyRows, EXAMPLES, duration };
  },
  template: `
    <section class="card stack">
      <h1>聚合</h1>
      <form class="stack" @submit.prevent="run" @keydown.ctrl.enter.prevent="run" @keydown.meta.enter.prevent="run">
        <div class="row start">
          <label>集合 <select :value="collection" @change="choose($event.target.value)">
            <option v-for="name in names" :key="name">{{ name }}</option></select></label>
          <span class="faint">例子：</span>
          <button v-for="(example, title) in EXAMPLES" :key="title" class="quiet" type="button" @click="text = example">{{ title }}</button>
        </div>
        <label>阶段，从上到下依次执行
          <textarea v-model="text" class="code" rows="10" spellcheck="false" data-first /></label>
        <div class="row start">
          <button class="primary" type="submit" :disabled="isBusy || collection === ''" title="Ctrl + Enter">运行</button>
          <span v-if="result" class="faint" role="status">{{ result.total }} 行，{{ duration(result.tookMs) }}
            <template v-if="result.total > result.rows.length">；显示前 {{ result.rows.length }} 行</template></span>
          <button v-if="result && result.total > 0" class="quiet" type="button" @click="copyRows">复制结果</button>
        </div>
      </form>
      <p v-if="failure" class="bad" role="alert">{{ failure }}</p>
      <ul v-if="result" class="documents">
        <DocumentRow v-for="(row, i) in result.rows" :key="i" :document="row" readonly :is-open="result.rows.length <= 5" />
      </ul>
    </section>
  `,
};
