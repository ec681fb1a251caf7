import type { OpenApiScript } from './wechat';

/** What the tester asked WeChat to do, as it stands now. */
export class ScriptedWechat {
  private refusing = new Set<string>();
  private risky: readonly string[] = [];
  private riskyAddresses: readonly string[] = [];
  private templates: ReadonlyMap<string, readonly string[]> = new Map();
  private subscriptions: Map<string, Map<string, number>> | undefined;
  private readonly pushed = new Map<string, string>();
  private readonly phoneCodes = new Map<string, string>();
  private readonly openData = new Map<string, unknown>();
  private readonly failing = new Map<string, number>();

  apply(script: OpenApiScript): void {
    if (script.refusingOpenids) this.refusing = new Set(script.refusingOpenids);
    if (script.riskyWords) this.risky = script.riskyWords.filter((word) => word !== '');
    if (script.riskyMedia) this.riskyAddresses = script.riskyMedia.filter((part) => part !== '');
    if (script.templates) this.templates = new Map(Object.entries(script.templates));
    if (script.subscriptions) this.subscribe(script.subscriptions);
    for (const [event, name] of Object.entries(script.messagePush ?? {})) this.pushed.set(event, name);
    for (const [code, phone] of Object.entries(script.phoneCodes ?? {})) this.phoneCodes.set(code, phone);
    for (const [cloudId, data] of Object.entries(script.openData ?? {})) this.openData.set(cloudId, data);
    for (const [apiName, errcode] of Object.entries(script.failing ?? {})) this.failing.set(apiName, errcode);
  }

  /** Nobody's subscriptions are counted again once the list is empty. */
  private subscribe(given: NonNullable<OpenApiScript['subscriptions']>): void {
    const rows = Object.entries(given).map(([openid, left]) => [openid, new Map(Object.entries(left))] as const);
    this.subscriptions = rows.length === 0 ? undefined : new Map(rows);
  }

  /** `undefined` when templates are not told apart; null for an unknown one. */
  keysOf(templateId: string): readonly string[] | null | undefined {
    return this.templates.size === 0 ? undefined : (this.templates.get(templateId) ?? null);
  }

  /** Uses up one message of a subscription; false when there is none left. */
  takeSubscription(openid: string, templateId: string): boolean {
    if (!this.subscriptions) return true;
    const left = this.subscriptions.get(openid)?.get(templateId) ?? 0;
    if (left < 1) return false;
    this.subscriptions.get(openid)?.set(templateId, left - 1);
    return true;
  }

  isRiskyMedia = (address: string): boolean => this.riskyAddresses.some((part) => address.includes(part));
  pushedTo = (event: string): string | undefined => this.pushed.get(event) || undefined;

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
