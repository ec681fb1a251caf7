/** One collection: its indexes, a query with its plan, the documents found, a page at a time. */
import { computed, reactive, ref } from '../vue.js';
import { ask, wordsOf } from '../api.js';
import { indexKeys } from '../format.js';
import { useLive } from '../live.js';
import { parseObject } from '../looseJson.js';
import { attempt } from '../notice.js';
import { AskBox } from '../parts/AskBox.js';
import { DocumentEditor } from '../parts/DocumentEditor.js';
import { DocumentRow } from '../parts/DocumentRow.js';
import { JsonText } from '../parts/JsonText.js';
import { PlanLine } from '../parts/PlanLine.js';

const FIELDS = { query: '查询', order: '排序', projection: '投影' };

/** What was typed, read; a mistake names the field it is in. */
function readForm(form) {
  return Object.fromEntries(
    Object.entries(FIELDS).map(([field, title]) => {
      try {
        return [field, parseObject(form[field])];
      } catch (error) {
        throw new SyntaxError(`${title}：${error.message}`, { cause: error });
      }
    }),
  );
}

function useDocuments(collection) {
  const form = reactive({ query: '', order: '', projection: '', limit: 20 });
  const asked = ref({ query: {}, order: {}, projection: {}, limit: 20, skip: 0 });
  const mistake = ref('');
  const { data, error, reload } = useLive(() => ask('inspect/find', { collection, ...asked.value }), 3000);

  async function run(skip = 0) {
    try {
      asked.value = { ...readForm(form), limit: form.limit, skip };
      mistake.value = '';
    } catch (failure) {
      mistake.value = wordsOf(failure);
      return;
    }
    await reload();
  }
  return { form, asked, mistake, data, error, reload, run };
}

export const CollectionQuery = {
  components: { AskBox, DocumentEditor, DocumentRow, JsonText, PlanLine },
  props: { collection: Object },
  setup(props) {
    const { name } = props.collection;
    const documents = useDocuments(name);
    const { asked, data, reload } = documents;
    const edited = ref(undefined);
    const doomed = ref(null);
    const isProjected = computed(() => Object.keys(asked.value.projection).length > 0);
    const range = computed(() => {
      const { skip } = asked.value;
      const count = data.value?.documents.length ?? 0;
      const total = data.value?.total;
      return count === 0 ? '没有文档' : `第 ${skip + 1}–${skip + count} 份${total === null ? '' : `，共 ${total} 份`}`;
    });
    const hasNext = computed(() => {
      const { skip, limit } = asked.value;
      const { documents: shown, total } = data.value;
      return total === null ? shown.length === limit : skip + shown.length < total;
    });

    async function saved() {
      edited.value = undefined;
      await attempt(reload, '已写入');
    }
    async function remove() {
      await attempt(() => ask('inspect/remove', { collection: name, id: doomed.value._id }), '已删除');
      doomed.value = null;
      await reload();
    }
    return { ...documents, edited, doomed, isProjected, range, hasNext, saved, remove, indexKeys };
  },
  template: `
    <section class="card stack">
      <div class="row">
        <h1>{{ collection.name }} <span class="count">{{ collection.count }}</span></h1>
        <button class="primary" @click="edited = null">插入文档</button>
      </div>
      <details class="indexes"><summary>索引 {{ collection.indexes.length }} 个</summary>
        <ul class="plain"><li v-for="index in collection.indexes" :key="index.name">
          <code>{{ index.name }}</code> { {{ indexKeys(index.keys) }} } <span v-if="index.unique" class="tag">唯一</span></li></ul>
      </details>
      <form class="query" @submit.prevent="run()" @keydown.ctrl.enter.prevent="run()" @keydown.meta.enter.prevent="run()">
        <label class="whole">查询
          <textarea v-model="form.query" class="code" rows="2" spellcheck="false" data-first
            placeholder="{ status: 'paid', price: { $gte: 100 } }" /></label>
        <label>排序 <input v-model="form.order" class="code" spellcheck="false" placeholder="{ createdAt: -1 }" /></label>
        <label>投影 <input v-model="form.projection" class="code" spellcheck="false" placeholder="{ name: 1 }" /></label>
        <label class="small">每页 <select v-model.number="form.limit">
          <option v-for="n in [10, 20, 50, 100, 200]" :key="n">{{ n }}</option></select></label>
        <button class="primary" type="submit" title="Ctrl + Enter">查询</button>
      </form>
      <p v-if="mistake || error" class="bad" role="alert">{{ mistake || error }}</p>
      <template v-if="data">
        <PlanLine :plan="data.plan" :took-ms="data.tookMs" />
        <ul class="documents">
          <DocumentRow v-for="document in data.documents" :key="JSON.stringify(document._id)" :document="document"
            :readonly="isProjected" @edit="edited = document" @remove="doomed = document" />
        </ul>
        <div class="row pages">
          <span class="faint">{{ range }}<template v-if="isProjected">；有投影时不能修改</template></span>
          <span>
            <button :disabled="asked.skip === 0" @click="run(Math.max(asked.skip - asked.limit, 0))">上一页</button>
            <button :disabled="!hasNext" @click="run(asked.skip + asked.limit)">下一页</button>
          </span>
        </div>
      </template>
      <DocumentEditor v-if="edited !== undefined" :collection="collection.name" :document="edited" @saved="saved"
        @close="edited = undefined" />
      <AskBox v-if="doomed" title="删除这份文档？" yes="删除" danger @yes="remove" @no="doomed = null">
        <p>集合 <code>{{ collection.name }}</code>，<code>_id</code> 是 <code>{{ JSON.stringify(doomed._id) }}</code>。删了找不回来。</p>
        <JsonText :value="doomed" />
      </AskBox>
    </section>
  `,
};
