/** People as screens see them. */
import type { DialectWish } from '#domain/care/dialect';
import type { RegistrationStep } from '#domain/person/registration';
import type { HealthStatusInput } from './saveRecipient';

export interface MeView {
  readonly userId: string;
  readonly displayName: string;
  /** What the platform calls this person; `watch` conditions need it. */
  readonly openid: string;
  readonly uid: string;
  readonly roles: readonly ('patient' | 'nurse')[];
  readonly nurseId: string | null;
  /** A phone number is linked to the account (`signInByPhone`). */
  readonly hasPhone: boolean;
  /** `138****8000`, `''` without one. */
  readonly maskedPhone: string;
  /** One's own people first, then those others share. */
  readonly recipients: readonly RecipientView[];
  readonly addresses: readonly AddressView[];
}

export interface RecipientView {
  readonly recipientId: string;
  readonly name: string;
  /** 本人 · 父亲 · 母亲 · 子女 · 其他 */
  readonly relation: string;
  readonly verified: boolean;
  /** `3****************8`, `''` until verified. */
  readonly maskedIdNumber: string;
  readonly sex: 'female' | 'male' | null;
  readonly ageYears: number | null;
  readonly conditions: readonly string[];
  readonly allergies: readonly string[];
  /** The first step of registration that is missing; null: may be booked for. */
  readonly missingStep: RegistrationStep | null;
  readonly doneSteps: readonly RegistrationStep[];
  /** As the family said or, once verified, as the number says; null where nobody said. */
  readonly birthDay: string | null;
  readonly history: string;
  readonly mobility: HealthStatusInput['mobility'] | null;
  readonly living: HealthStatusInput['living'] | null;
  /** What whoever comes should speak; null: no wish, or not for followers. */
  readonly dialect: DialectWish | null;
  /** What the asker may do. For `follow` all health is empty. */
  readonly rights: 'owner' | 'manage' | 'follow';
  /** Whom to call first, for the family-call button; phone and all others through `readContacts`. Null: nobody, or not for followers. */
  readonly firstContact: { readonly maskedName: string; readonly maskedPhone: string } | null;
}

export interface AddressView {
  readonly addressId: string;
  readonly label: string;
  readonly text: string;
  readonly district: string;
  readonly position: readonly [number, number];
  readonly contactPhone: string;
}

/** A nurse in a list of recommendations, with the reason. */
export interface NurseCard {
  readonly nurseId: string;
  readonly name: string;
  readonly sex: 'female' | 'male';
  readonly title: string;
  readonly years: number;
  readonly stars: number;
  readonly reviewCount: number;
  readonly certificates: readonly string[];
  readonly distanceMeters: number;
  readonly travelMinutes: number;
  readonly pastVisits: number;
  /** What she says she speaks beside Mandarin. */
  readonly dialects: readonly string[];
  /** Of it what the family wishes for; null: she does not speak it, or nothing is wished for. */
  readonly speaks: string | null;
  /** One line: `距离 1.2 公里 · 约 8 分钟 · 评分 4.8 · 服务过您 3 次`. */
  readonly reason: string;
  /** What choosing her adds to the price for her stars; 0 for medical items always (P-053). */
  readonly premiumFen: number;
}
