import { Refusal } from '#domain/refusal';
import { weChatApi } from '../weChatApi';

/** The number behind the code of WeChat's button; each code works once, for five minutes. Only mainland mobiles are numbers here. */
export async function weChatPhone(code: string): Promise<string> {
  const { phoneNumber, countryCode } = await asked(code);
  if (countryCode !== '86' || !/^1[3-9]\d{9}$/.test(phoneNumber))
    throw new Refusal('PHONE_BIND_FAILED', { countryCode });
  return phoneNumber;
}

async function asked(code: string): Promise<{ readonly phoneNumber: string; readonly countryCode: string }> {
  const { openapi } = await weChatApi();
  try {
    const { phoneInfo } = await openapi.phonenumber.getPhoneNumber({ code });
    return { phoneNumber: phoneInfo.purePhoneNumber, countryCode: String(phoneInfo.countryCode) };
  } catch (error) {
    const { errCode } = error as { errCode?: number };
    console.warn('getPhoneNumber', errCode);
    throw new Refusal('PHONE_BIND_FAILED', { errCode });
  }
}
