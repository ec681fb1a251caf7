import Taro from '@tarojs/taro';

/** WeChat opens neither kind of file: the link goes to the clipboard, for the phone's browser. */
export async function openFile(url: string): Promise<boolean> {
  await Taro.setClipboardData({ data: url });
  return true;
}
