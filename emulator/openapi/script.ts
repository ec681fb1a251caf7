import type { OpenApiScript } from './wechat';

/** What the tester asked WeChat to do, as it stands now. */
export class ScriptedWechat {
  private refusing = new Set<string>();
  private risky: readonly string[] = [];
  private readonly phoneCodes = new Map<string, string>();
  private readonly openData = new Map<string, unknown>();
  private readonly failing = new Map<string, number>();

  apply(script: OpenApiScript): void {
    if (script.refusingOpenids) this.refusing = new Set(script.refusingOpenids);
    if (script.riskyWords) this.risky = script.riskyWords.filter((word) => word !== '');
    for (const [code, phone] of Object.entries(script.phoneCodes ?? {})) this.phoneCodes.set(code, phone);
    for (const [cloudId, data] of Object.entries(script.openData ?? {})) this.openData.set(cloudId, data);
    for (const [apiName, errcode] of Object.entries(script.failing ?? {})) this.failing.set(apiName, errcode);
  }

  refuses = (openid: string): boolean => this.refusing.has(openid);
  riskyWordIn = (text: string): string | undefined => this.risky.find((word) => text.includes(word));
  failureOf = (apiName: string): number => this.failing.get(apiName) ?? 0;
  dataOf = (cloudId: string): unknown => this.openData.get(cloudId);

  /** A code works once. */
  takePhone(code: string): string | undefined {
    const phone = this.phoneCodes.get(code);
    this.phoneCodes.delete(code);
    return phone;
  }
}
