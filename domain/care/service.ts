/**
 * A service of the catalogue: a document of `services`, as operators maintain it. Shape of database/data/catalogue.json, camel-cased. What it
 * costs stands on the published price lists alone (domain/payment/priceList.ts).
 */
export interface Service {
  readonly code: string;
  readonly name: string;
  readonly category: 'MED' | 'REH' | 'LIF' | 'SPC';
  /** One sentence as a neighbour would say it. */
  readonly plain: string;
  /** What families call it: 换药, 打针, 洗澡. Written by operators; `spelled` follows from it and the name. */
  readonly everydayNames: readonly string[];
  /** The name and the everyday names in pinyin, syllables apart (`huan yao`): made by scripts/spellCatalogue.ts. */
  readonly spelled: readonly string[];
  readonly riskLevel: 1 | 2 | 3;
  readonly staff: {
    readonly role:
      | 'registered_nurse'
      | 'care_worker'
      | 'rehab_therapist_or_rn'
      | 'rehab_therapist_or_rn_or_care_worker'
      | 'rn_or_care_worker';
    readonly minTitle: string | null;
    readonly minYears: number;
    readonly certificates: readonly string[];
  };
  readonly durationMinutes: number;
  readonly bufferMinutes: number;
  readonly orderRequired: string;
  readonly applicable: readonly string[];
  readonly exclusions: readonly string[];
  /** What the family gets ready before the visit, beside papers. */
  readonly prepare: readonly string[];
  readonly consumables: readonly {
    readonly name: string;
    readonly quantity: number;
    readonly unit: string;
    readonly unitPriceFen: number;
  }[];
  readonly sop: readonly string[];
  /** Codes as in the catalogue: BP, P, T, R, SpO2, GLU, WT, HT, BP(卧/立). */
  readonly requiredVitals: readonly string[];
  readonly requiredPhotos: readonly string[];
  readonly notes: string;
  readonly offered: boolean;
}
