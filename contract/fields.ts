/** The fields that several inputs share, each checked in one place. Messages are for programs; screens word their own. */
import * as v from 'valibot';

/** Made by the caller, once per wish: the same id twice is the same request. Also the id of the order it makes. */
export const RequestId = v.pipe(v.string(), v.regex(/^[0-9a-z]{20,26}$/));
export const Id = v.pipe(v.string(), v.regex(/^[0-9A-Za-z:_-]{1,64}$/));
export const ServiceCode = v.pipe(v.string(), v.regex(/^[A-Z]{3}-\d{2}$/));
/** Epoch milliseconds. */
export const Instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));
/** GCJ-02 `[longitude, latitude]`. */
export const Position = v.tuple([
  v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
]);
export const PersonName = v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(30));
export const Phone = v.pipe(v.string(), v.regex(/^1[3-9]\d{9}$/));
/** What people type and other people read: no control characters, none that turn the direction of writing round. */
export const Text = v.pipe(v.string(), v.trim(), v.regex(/^(?:[^\p{Cc}\p{Bidi_Control}]|[\n\r\t])*$/u));
export const Note = v.pipe(Text, v.maxLength(500));
/** A file in the platform's storage: `cloud://…`. */
export const FileId = v.pipe(v.string(), v.regex(/^cloud:\/\/[^\s]{1,300}$/));
export const OrderId = v.strictObject({ orderId: Id });
export const Nothing = v.strictObject({});
