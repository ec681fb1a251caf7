/** A dialog with a question and its buttons. Esc and “取消” say no. */
import { onMounted, ref } from '../vue.js';

export const AskBox = {
  props: { title: String, yes: { type: String, default: '确定' }, danger: Boolean, busy: Boolean, wide: Boolean },
  emits: ['yes', 'no'],
  setup() {
    const box = ref(null);
    onMounted(() => box.value.showModal());
    return { box };
  },
  template: `
    <dialog ref="box" :class="{ wide }" @cancel.prevent="$emit('no')" @keydown.ctrl.enter.prevent="$emit('yes')"
      @keydown.meta.enter.prevent="$emit('yes')">
      <h2>{{ title }}</h2>
      <slot />
      <footer>
        <slot name="hint" />
        <button @click="$emit('no')">取消</button>
        <button :class="danger ? 'danger' : 'primary'" :disabled="busy" @click="$emit('yes')">{{ yes }}</button>
      </footer>
    </dialog>
  `,
};
