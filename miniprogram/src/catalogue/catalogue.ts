/** The services on offer: asked once per start, the same for everyone. */
import type { Service } from '#domain/care/service';
import { call } from '@/cloud/call';
import { loaded } from '@/live/use-loaded';
import type { IconName, Tone } from '@/components/line-icon/icons';

export const catalogue = loaded(() => call('readCatalogue', {}));

export const CATEGORY_ICONS: Readonly<Record<Service['category'], { icon: IconName; tone: Tone; says: string }>> = {
  MED: { icon: 'medical', tone: 'blue', says: '换药、采血、导管' },
  REH: { icon: 'rehab', tone: 'green', says: '康复训练、防跌倒' },
  LIF: { icon: 'living', tone: 'amber', says: '助浴、陪伴、起居' },
  SPC: { icon: 'special', tone: 'purple', says: '母婴、安宁、中医' },
};

export function serviceOf(code: string): Service | null {
  return catalogue.data.value?.services.find((service) => service.code === code) ?? null;
}

/** Services whose name or use contains what was typed. */
export function searched(services: readonly Service[], words: string): readonly Service[] {
  const wanted = words.trim();
  if (!wanted) return [];
  const hits = (service: Service) =>
    service.name.includes(wanted) || service.applicable.some((use) => use.includes(wanted));
  return services.filter(hits);
}

/** Before a visit: which paper must be at hand, in words. */
const PAPERS: Readonly<Record<string, string>> = {
  none: '不需要医嘱',
  doctor_order: '请准备医嘱',
  prescription_and_drug_source: '请准备处方、药品和首次用药证明',
  doctor_order_or_assessment: '请准备医嘱，或近期的评估',
  doctor_order_or_lab_request: '请准备医嘱或检验申请单',
  doctor_order_and_catheter_handbook: '请准备医嘱和导管维护手册',
  doctor_order_or_plan: '请准备医嘱或护理计划',
  discharge_summary: '请准备出院小结',
};
export const paperText = (code: string): string => PAPERS[code] ?? '请准备相关的医疗资料';
