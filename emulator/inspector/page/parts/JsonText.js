/** A value as coloured JSON. Every piece is put on the page as text, so nothing in it can become markup. */
import { computed, ref } from '../vue.js';
import { writeLoose } from '../looseJson.js';

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*)|\b(true|false|null)\b/g;
const SHOWN_MAX = 20_000;

function piecesOf(text) {
  const pieces = [];
  let at = 0;
  for (const found of text.matchAll(TOKEN)) {
    const [whole, string, colon, number] = found;
    if (found.index > at) pieces.push({ kind: '', text: text.slice(at, found.index) });
    const kind = string ? (colon ? 'name' : 'string') : number ? 'number' : 'word';
    pieces.push({ kind: `json-${kind}`, text: whole });
    at = found.index + whole.length;
  }
  pieces.push({ kind: '', text: text.slice(at) });
  return pieces;
}

export const JsonText = {
  props: { value: { default: null } },
  setup(props) {
    const whole = ref(false);
    const text = computed(() => writeLoose(props.value));
    const isCut = computed(() => !whole.value && text.value.length > SHOWN_MAX);
    const pieces = computed(() => piecesOf(isCut.value ? text.value.slice(0, SHOWN_MAX) : text.value));
    return { pieces, isCut, whole, text };
  },
  template: `
    <pre class="json"><span v-for="(piece, i) in pieces" :key="i" :class="piece.kind">{{ piece.text }}</span></pre>
    <button v-if="isCut" class="quiet" @click="whole = true">还有 {{ text.length - ${SHOWN_MAX} }} 个字，全部显示</button>
  `,
};
