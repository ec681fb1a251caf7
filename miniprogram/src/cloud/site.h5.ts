/** What the site that serves these files says about its cloud: `cloud-config.js` beside index.html sets it. */
export interface Site {
  readonly env: string;
  readonly region?: string;
  /** `127.0.0.1:7788`: a CloudBase on this desk instead of the one in the cloud. */
  readonly host?: string;
  /** Where a payment is confirmed when there is no WeChat to do it. */
  readonly payBase?: string;
  readonly appId?: string;
  /** Where the voucher of the medical insurance is shown when there is no WeChat to do it. */
  readonly voucherBase?: string;
  /** Where the messages of a desk can be read: there is no phone they could reach. */
  readonly smsOutbox?: string;
}

declare global {
  interface Window {
    __CLOUD__?: Site;
  }
}

export function site(): Site {
  if (!window.__CLOUD__) throw new Error('cloud-config.js did not set window.__CLOUD__ = { env, … }');
  return window.__CLOUD__;
}
