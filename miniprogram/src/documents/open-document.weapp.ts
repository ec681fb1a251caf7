import Taro from '@tarojs/taro';
import { AppError } from '@/cloud/app-error';
import { strings } from '@/strings/phone';

async function fetched(url: string): Promise<string> {
  const { statusCode, tempFilePath } = await Taro.downloadFile({ url });
  if (statusCode !== 200) throw new AppError('UNREACHABLE', strings.trouble.unreachable);
  return tempFilePath;
}

/** WeChat shows a PDF from the phone's own storage; its menu can pass it on. */
export async function openDocument(url: string): Promise<void> {
  await Taro.openDocument({ filePath: await fetched(url), fileType: 'pdf', showMenu: true });
}

/** WeChat shows no CSV: it is sent into a chat, from where a computer opens it. */
export async function passOnTable(url: string, name: string): Promise<void> {
  await Taro.shareFileMessage({ filePath: await fetched(url), fileName: name });
}
