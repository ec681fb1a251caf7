/** The run-time half of aria-plugin.js: attribute names are shortened by their place in this list, which must be the same. */
import { mergeInternalComponents } from '@tarojs/shared';
import attributes from './aria-attributes';

for (const name of ['View', 'Text', 'Button', 'Image']) mergeInternalComponents({ [name]: attributes });
