/** The services on offer: asked once per start, the same for everyone. */
import type { CatalogueService } from '#contract/readCatalogue';
import type { Service } from '#domain/care/service';
import { call } from '@/cloud/call';
import { loaded } from '@/live/use-loaded';
import type { IconName, Tone } from '@/components/line-icon/icons';
import { strings } from '@/strings/catalogue';

export const catalogue = loaded(() => call('readCatalogue', {}));

export const CATEGORY_ICONS: Readonly<Record<Service['category'], { icon: IconName; tone: Tone; says: string }>> = {
  MED: { icon: 'medical', tone: 'blue', says: strings.says.MED },
  REH: { icon: 'rehab', tone: 'green', says: strings.says.REH },
  LIF: { icon: 'living', tone: 'amber', says: strings.says.LIF },
  SPC: { icon: 'special', tone: 'purple', says: strings.says.SPC },
};

export function serviceOf(code: string): CatalogueService | null {
  return catalogue.data.value?.services.find((service) => service.code === code) ?? null;
}

/** What may be booked today. */
export const offered = (): readonly CatalogueService[] =>
  (catalogue.data.value?.services ?? []).filter((one) => one.offered);

/** Before a visit: which paper must be at hand, in words. */
const PAPERS: Readonly<Record<string, string>> = strings.papers;
export const paperText = (code: string): string => PAPERS[code] ?? strings.otherPaper;
