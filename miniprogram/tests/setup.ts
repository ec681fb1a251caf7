import { config } from '@vue/test-utils';
import NutUI from '@nutui/nutui-taro';

process.env.TARO_ENV = 'h5';
config.global.plugins.push(NutUI as never);
const taroTags = /^(view|text|map|canvas|scroll-view|image|block|taro-.*)$/;
config.global.config.compilerOptions = { isCustomElement: (tag: string) => taroTags.test(tag) };
