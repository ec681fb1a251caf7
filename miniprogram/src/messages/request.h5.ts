import type { Answer } from './asked';

export const noMessagesBecause = '网页里收不到微信提醒。这一页开着就会自动更新；在微信小程序里可以打开提醒。';

export const requestMessages = (): Promise<Answer> => Promise.resolve('no');
