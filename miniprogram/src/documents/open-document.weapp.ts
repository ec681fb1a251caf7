import Taro from '@tarojs/taro';
import { AppError } from '@/cloud/app-error';
import { strings } from '@/strings/phone';

/** WeChat shows a PDF from the phone's own storage; its menu can pass it on. */
export async function openDocument(url: string): Promise<void> {
  const { statusCode, tempFilePath } = await Taro.downloadFile({ url });
  if (statusCode !== 200) throw new AppError('UNREACHABLE', strings.trouble.unreachable);
  await Taro.openDocument({ filePath: tempFilePath, fileType: 'pdf', showMenu: true });
}
