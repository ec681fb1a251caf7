import Taro from '@tarojs/taro';

/** What the address of this page carries. Read in setup: later another page may be the current one. */
export function pageQuery(name: string): string {
  const value = Taro.getCurrentInstance().router?.params[name];
  return value ? decodeURIComponent(value) : '';
}
