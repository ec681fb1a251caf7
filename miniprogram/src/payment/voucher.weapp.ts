import Taro from '@tarojs/taro';
import type { InsuranceReply } from '#contract/ownInsurance';

interface Shown {
  readonly referrerInfo?: { readonly appId?: string; readonly extraData?: { readonly authCode?: unknown } };
}

/** The national voucher is a mini-program of its own: it opens, and on the way back it brings the code. */
export async function showVoucher({ appId, path }: InsuranceReply['voucher']): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const back = ({ referrerInfo }: Shown) => {
      Taro.offAppShow(back as never);
      const code = referrerInfo?.appId === appId ? referrerInfo.extraData?.authCode : undefined;
      resolve(typeof code === 'string' && code !== '' ? code : null);
    };
    Taro.navigateToMiniProgram({ appId, path })
      // only now: opening it does not show our own program
      .then(() => Taro.onAppShow(back as never))
      .catch((error: { errMsg?: string }) => (/cancel/.test(error.errMsg ?? '') ? resolve(null) : reject(error)));
  });
}
