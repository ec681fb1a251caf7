/**
 * `<view>` and `<text>` as plain elements on H5. Taro draws each of them by a Vue component around a web component that listens for
 * long presses and hover; no screen of ours asks for either (a test keeps that true), and a phone spent a tenth of its start on them.
 */
import type { CompilerOptions } from '@vue/compiler-sfc';

type NodeTransform = NonNullable<CompilerOptions['nodeTransforms']>[number];

const ELEMENT_NODE = 1;
const DIRECTIVE = 7;
const PLAIN_TAG = 0;
export const PLAIN_ELEMENTS: readonly string[] = ['view', 'text'];

/** Runs before Taro's own, which would make components of them. What their components called a tap is the browser's click. */
export const drawPlain: NodeTransform = (node) => {
  if (node.type !== ELEMENT_NODE) return;
  if (!PLAIN_ELEMENTS.includes(node.tag)) return;
  node.tag = `taro-${node.tag}-core`;
  node.tagType = PLAIN_TAG;
  for (const prop of node.props) {
    if (prop.type !== DIRECTIVE || prop.name !== 'on') continue;
    if (prop.arg && 'content' in prop.arg && prop.arg.content === 'tap') prop.arg.content = 'click';
  }
};
