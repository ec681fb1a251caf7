/** One document: a line, and on a click the whole of it. */
import { computed, ref } from '../vue.js';
import { copy } from '../notice.js';
import { writeLoose } from '../looseJson.js';
import { JsonText } from './JsonText.js';

const LINE_MAX = 240;

export const DocumentRow = {
  components: { JsonText },
  props: { document: Object, isOpen: Boolean, readonly: Boolean },
  emits: ['edit', 'remove'],
  setup(props) {
    const open = ref(props.isOpen);
    const id = computed(() => ('_id' in props.document ? JSON.stringify(props.document._id) : ''));
    const line = computed(() => {
      const { _id, ...rest } = props.document;
      return writeLoose(rest, 0).slice(0, LINE_MAX);
    });
    const copyWhole = () => copy(JSON.stringify(props.document, null, 2));
    return { open, id, line, copyWhole };
  },
  template: `
    <li class="document" :class="{ open }">
      <button class="line" :aria-expanded="open" @click="open = !open">
        <span class="arrow">{{ open ? '▾' : '▸' }}</span>
        <b v-if="id" class="id">{{ id }}</b>
        <span v-if="!open" class="rest">{{ line }}</span>
      </button>
      <div v-if="open" class="whole">
        <div class="actions">
          <button class="quiet" @click="copyWhole">复制</button>
          <template v-if="!readonly">
            <button class="quiet" @click="$emit('edit')">修改</button>
            <button class="quiet danger" @click="$emit('remove')">删除</button>
          </template>
        </div>
        <JsonText :value="document" />
      </div>
    </li>
  `,
};
