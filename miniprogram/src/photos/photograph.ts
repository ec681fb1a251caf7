/** A photograph from the camera or the album, and its way to the storage. */
import Taro from '@tarojs/taro';
import { call } from '@/cloud/call';
import { cloud } from '@/cloud/cloud';
import { serverNow } from '@/cloud/server-time';
import { freshId } from '@/words/fresh-id';

/** The chosen picture on this phone; null: closed without one. Any other failure (no permission, no camera) is thrown. */
export async function choosePhoto(): Promise<string | null> {
  try {
    const { tempFilePaths } = await Taro.chooseImage({ count: 1, sizeType: ['compressed'] });
    return tempFilePaths[0] ?? null;
  } catch (reason) {
    if (String((reason as { errMsg?: string }).errMsg ?? reason).includes('cancel')) return null;
    throw reason;
  }
}

/** Photographs of people's papers: told to the server first, so that what is never handed in is found and deleted again. */
const ANNOUNCED = ['cards/', 'applications/', 'assessments/'];

/** `folder` ends with a slash. Each file gets a name of its own: nothing that was sent is ever written over. Answers the file's id. */
export async function uploadPhoto(folder: string, path: string): Promise<string> {
  const cloudPath = `${folder}${freshId(serverNow(), Math.random)}.jpg`;
  if (ANNOUNCED.some((start) => folder.startsWith(start)))
    await call('ownData', { kind: 'announcePhoto', path: cloudPath });
  return cloud.uploadFile(cloudPath, path);
}
