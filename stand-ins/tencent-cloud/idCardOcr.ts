/** ocr `IDCardOCR`: reads what a test wrote for this very image, else a default card. */
import { createHash } from 'node:crypto';
import { CloudError } from './cloudError';
import { parameters } from './parameters';

/** Fields of the answer, front or back. */
export type Card = Record<string, string>;

/** Number and name are the specimen of the national standard, nobody's. */
const DEFAULT_CARD: Card = {
  Name: '张三',
  Sex: '女',
  Nation: '汉',
  Birth: '1949/12/31',
  Address: '北京市朝阳区样本路1号',
  IdNum: '11010519491231002X',
};
const DEFAULT_BACK: Card = { Authority: '北京市公安局朝阳分局', ValidDate: '2015.07.21-长期' };
const EMPTY: Card = { Name: '', Sex: '', Nation: '', Birth: '', Address: '', IdNum: '', Authority: '', ValidDate: '' };

interface IdCardOcr {
  ImageBase64?: string;
  ImageUrl?: string;
  CardSide?: string;
}

/** `cards` by SHA-256 (hex) of the image's bytes, or by its URL. */
export function idCardOcr(body: Buffer, cards: (image: string) => Card | undefined) {
  const asked = parameters<IdCardOcr>(body, {
    ImageBase64: 'string',
    ImageUrl: 'string',
    CardSide: 'string',
    Config: 'string',
    EnableRecognitionRectify: 'boolean',
    EnableReflectDetail: 'boolean',
    CardWarnType: 'string',
  });
  const image = imageKey(asked);
  const usual = asked.CardSide === 'BACK' ? DEFAULT_BACK : DEFAULT_CARD;
  return { ...EMPTY, AdvancedInfo: JSON.stringify({ WarnInfos: [] }), ...(cards(image) ?? usual) };
}

function imageKey({ ImageBase64, ImageUrl }: IdCardOcr): string {
  if (ImageBase64) {
    const bytes = Buffer.from(ImageBase64, 'base64');
    if (bytes.length === 0) throw new CloudError('FailedOperation.ImageDecodeFailed', '图片解码失败。');
    return createHash('sha256').update(bytes).digest('hex');
  }
  if (ImageUrl) return ImageUrl;
  throw new CloudError('FailedOperation.EmptyImageError', '图片内容为空。');
}
