import * as v from 'valibot';
import { Position, ServiceCode, Text } from './fields';

/** `2026-11-23`, a day in Beijing. */
const Day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));
const Minute = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));

const Shift = v.strictObject({
  /** 0 = Sunday … 6 = Saturday. */
  weekday: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6)),
  fromMinute: Minute(1439),
  toMinute: Minute(1440),
});

/** Half a night shift lies beyond midnight: `toMinute` 1920 is eight the next morning. */
const DayTime = { day: Day, fromMinute: Minute(1439), toMinute: Minute(2880) };

/**
 * A nurse plans her work; every variant answers the plan as it is afterwards. What would leave accepted orders without her is
 * refused with ORDERS_IN_THE_WAY, whose `details.orders` name them: `{orderId, serviceName, startAt, mayHandOver}[]`.
 * `handOver: true` (a day off, a roster) gives those orders back to the search instead, as long as each begins in 24 hours or
 * later; later ones stay in the way.
 */
export const PlanWork = v.variant('kind', [
  v.strictObject({ kind: v.literal('read') }),
  v.strictObject({
    kind: v.literal('saveArea'),
    radiusMeters: v.pipe(v.number(), v.integer(), v.minValue(500), v.maxValue(100_000)),
    /** Names as `PlanView.area.cityDistricts` has them; empty: all. */
    districts: v.pipe(v.array(v.pipe(Text, v.minLength(1), v.maxLength(20))), v.maxLength(50)),
    /** A closed ring: the first point again at the end, at most 100 points, no side crosses another. null: none. */
    polygon: v.nullable(v.pipe(v.array(Position), v.minLength(4), v.maxLength(100))),
  }),
  v.strictObject({ kind: v.literal('saveHours'), shifts: v.pipe(v.array(Shift), v.maxLength(42)) }),
  v.strictObject({
    kind: v.literal('saveException'),
    exception: v.strictObject({ kind: v.picklist(['extra', 'off']), ...DayTime }),
    handOver: v.optional(v.boolean(), false),
  }),
  v.strictObject({
    kind: v.literal('deleteException'),
    exception: v.strictObject({
      kind: v.picklist(['extra', 'off', 'hospitalNight']),
      day: Day,
      fromMinute: Minute(1439),
    }),
  }),
  /** Replaces the hospital nights from the first row's day to the last one's. */
  v.strictObject({
    kind: v.literal('importHospitalRoster'),
    rows: v.pipe(v.array(v.strictObject(DayTime)), v.minLength(1), v.maxLength(62)),
    handOver: v.optional(v.boolean(), false),
  }),
  /** The services she offers: any of those she is certified for (`PlanView.services`). */
  v.strictObject({ kind: v.literal('saveServices'), serviceCodes: v.pipe(v.array(ServiceCode), v.maxLength(60)) }),
  /** What she speaks beside Mandarin, said by herself: codes of `PlanView.dialects`. */
  v.strictObject({
    kind: v.literal('saveDialects'),
    codes: v.pipe(v.array(v.pipe(Text, v.minLength(1), v.maxLength(20))), v.maxLength(40)),
  }),
]);
export type PlanWorkInput = v.InferInput<typeof PlanWork>;

/** free: may be booked · booked: with somebody · travel: on the way · rest: rules ask for rest · off: does not work. */
export type TimeState = 'free' | 'booked' | 'travel' | 'rest' | 'off' | 'hospitalNight';

/** A stretch of a day in one state; both minutes are whole half hours, `toMinute` up to 1440. */
export interface PlanSpell {
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly state: TimeState;
  /** Of a booked stretch, where the order is hers; a time that is only held for an open offer has none. */
  readonly orderId: string | null;
}

export interface PlanView {
  readonly area: {
    readonly radiusMeters: number;
    /** Nobody is sent further, whatever she wishes. */
    readonly mostRadiusMeters: number;
    readonly districts: readonly string[];
    readonly polygon: readonly (readonly [number, number])[] | null;
    readonly cityDistricts: readonly string[];
    /** Where her circle is drawn: her own place. */
    readonly center: readonly [number, number];
    /** The borders of the districts round her, as a sketch needs them. */
    readonly borders: readonly {
      readonly name: string;
      readonly rings: readonly (readonly (readonly [number, number])[])[];
    }[];
  };
  readonly shifts: readonly { readonly weekday: number; readonly fromMinute: number; readonly toMinute: number }[];
  /** Of today and later. */
  readonly exceptions: readonly {
    readonly kind: 'extra' | 'off' | 'hospitalNight';
    readonly day: string;
    readonly fromMinute: number;
    readonly toMinute: number;
  }[];
  /** Everything she is certified for today. */
  readonly services: readonly {
    readonly serviceCode: string;
    readonly name: string;
    readonly offered: boolean;
    readonly validUntil: number;
  }[];
  /** Everything that may be said, and what she said. */
  readonly dialects: readonly { readonly code: string; readonly name: string; readonly spoken: boolean }[];
  /** 28 days from today, each a whole day without gaps. */
  readonly schedule: readonly { readonly day: string; readonly spells: readonly PlanSpell[] }[];
}
export type PlanWorkReply = PlanView;
