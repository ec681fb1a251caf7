import Taro from '@tarojs/taro';
import { serverNow } from '@/cloud/server-time';
import { freshId } from '@/words/fresh-id';

const KEY = 'device';

/** What this phone calls itself when it asks for codes: made up once, says nothing about anybody. */
export function deviceId(): string {
  const known = Taro.getStorageSync<string | ''>(KEY);
  if (known) return known;
  const made = freshId(serverNow(), Math.random);
  Taro.setStorageSync(KEY, made);
  return made;
}
