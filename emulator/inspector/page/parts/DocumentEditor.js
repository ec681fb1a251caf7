/** Edits a document as text and asks once more before it is written. */
import { computed, ref } from '../vue.js';
import { ask, wordsOf } from '../api.js';
import { parseObject, writeLoose } from '../looseJson.js';
import { AskBox } from './AskBox.js';

export const DocumentEditor = {
  components: { AskBox },
  /** Without a document a new one is made. */
  props: { collection: String, document: { type: Object, default: null } },
  emits: ['saved', 'close'],
  setup(props, { emit }) {
    const before = props.document ? writeLoose(props.document) : '';
    const text = ref(before || '{\n  \n}');
    const isAsking = ref(false);
    const isBusy = ref(false);
    const refusal = ref('');
    const mistake = computed(() => {
      try {
        parseObject(text.value);
        return '';
      } catch (error) {
        return error.message;
      }
    });

    async function save() {
      if (mistake.value) return;
      if (!isAsking.value) {
        isAsking.value = true;
        return;
      }
      isBusy.value = true;
      try {
        const { collection, document } = props;
        const changed = parseObject(text.value);
        if (document) await ask('inspect/replace', { collection, id: document._id, document: changed });
        else await ask('inspect/insert', { collection, document: changed });
        emit('saved');
      } catch (error) {
        refusal.value = wordsOf(error);
        isAsking.value = false;
      }
      isBusy.value = false;
    }

    const edited = () => {
      isAsking.value = false;
      refusal.value = '';
    };
    return { text, mistake, refusal, isAsking, isBusy, save, edited };
  },
  template: `
    <AskBox wide :title="document ? '修改文档' : '插入文档'" :busy="isBusy || Boolean(mistake)"
      :yes="isAsking ? '确定写入 ' + collection : document ? '保存' : '插入'" @yes="save" @no="$emit('close')">
      <textarea v-model="text" class="code" rows="16" spellcheck="false" autofocus aria-label="文档内容" @input="edited" />
      <p v-if="mistake || refusal" class="bad" role="alert">{{ mistake || refusal }}</p>
      <p v-else-if="isAsking" class="warn" role="status">
        {{ document ? '整份文档会换成上面的内容。' : '' }}这里不检查安全规则，再点一次就写入。
      </p>
      <p v-else class="faint">字段名可以不加引号；日期写 ISODate("2026-11-22T05:00:00Z")；Ctrl + Enter 保存。</p>
    </AskBox>
  `,
};
