/** Reads photographs of ID cards (`IDCardOCR`). */
import { Refusal } from '#domain/refusal';
import { ask, TencentFailure } from './ask';

/** What the answer holds; all fields are strings, empty where the side has none. */
export interface CardText {
  readonly name: string;
  readonly idNumber: string;
  /** `2015.07.21-2035.07.21`, `2015.07.21-长期` */
  readonly validDate: string;
  /** `-9102` and the like: what is odd about the photograph. */
  readonly warnings: readonly number[];
}

interface Answer {
  readonly Name?: string;
  readonly IdNum?: string;
  readonly ValidDate?: string;
  readonly AdvancedInfo?: string;
}

const WARN_ABOUT = {
  CopyWarn: true,
  BorderCheckWarn: true,
  ReshootWarn: true,
  DetectPsWarn: true,
  TempIdWarn: true,
  InvalidDateWarn: true,
  ReflectWarn: true,
  Quality: true,
};

/** A photograph without a card, or too dark to read, is the person's matter; everything else is the service's. */
export async function readCard(image: Buffer, side: 'FRONT' | 'BACK'): Promise<CardText> {
  const parameters = { ImageBase64: image.toString('base64'), CardSide: side, Config: JSON.stringify(WARN_ABOUT) };
  try {
    return textOf(await ask<Answer>('ocr', 'IDCardOCR', parameters));
  } catch (error) {
    if (!(error instanceof TencentFailure)) throw error;
    const { code } = error;
    const unreadable = /^FailedOperation\.(Image|IdCard|OcrFailed|EmptyImage|MultiCard|.*Card)/.test(code);
    throw new Refusal(unreadable ? 'CARD_UNREADABLE' : 'IDENTITY_SERVICE_FAILED', { side, code });
  }
}

function textOf({ Name = '', IdNum = '', ValidDate = '', AdvancedInfo = '{}' }: Answer): CardText {
  const { WarnInfos = [] } = JSON.parse(AdvancedInfo) as { WarnInfos?: (number | string)[] };
  return { name: Name, idNumber: IdNum, validDate: ValidDate, warnings: WarnInfos.map(Number) };
}
