import type { Doc } from '../../engine';
import { isPlainObject } from '../../values/kind';
import { fieldOf } from '../../values/path';
import { patternOf } from '../../values/pattern';
import type { ValueTest } from '../predicate';
import { countOf, type Keyword, namesOf, objectOf } from './keyword';

/** Keywords about documents. */

const onObjects =
  (test: (doc: Doc) => boolean): ValueTest =>
  (value) =>
    !isPlainObject(value) || test(value);

export const required: Keyword = (operand) => {
  const names = namesOf(operand, 'required');
  return onObjects((doc) => names.every((name) => fieldOf(doc, name) !== undefined));
};

export const maxProperties: Keyword = (operand) => {
  const most = countOf(operand, 'maxProperties');
  return onObjects((doc) => Object.keys(doc).length <= most);
};

export const minProperties: Keyword = (operand) => {
  const least = countOf(operand, 'minProperties');
  return onObjects((doc) => Object.keys(doc).length >= least);
};

export const properties: Keyword = (operand, _schema, compile) => {
  const tests = Object.entries(objectOf(operand, 'properties')).map(
    ([name, schema]) => [name, compile(objectOf(schema, 'properties'))] as const,
  );
  return onObjects((doc) => tests.every(([name, test]) => test(fieldOf(doc, name))));
};

export const patternProperties: Keyword = (operand, _schema, compile) => {
  const tests = Object.entries(objectOf(operand, 'patternProperties')).map(
    ([pattern, schema]) => [patternOf(pattern), compile(objectOf(schema, 'patternProperties'))] as const,
  );
  return onObjects((doc) =>
    Object.entries(doc).every(([name, value]) => tests.every(([pattern, test]) => !pattern.test(name) || test(value))),
  );
};

/** For the fields that neither `properties` nor `patternProperties` speak of. */
export const additionalProperties: Keyword = (operand, schema, compile) => {
  const test = typeof operand === 'boolean' ? () => operand : compile(objectOf(operand, 'additionalProperties'));
  const named = new Set(Object.keys(objectOf(schema.properties ?? {}, 'properties')));
  const patterns = Object.keys(objectOf(schema.patternProperties ?? {}, 'patternProperties')).map((one) =>
    patternOf(one),
  );
  const isNamed = (name: string) => named.has(name) || patterns.some((pattern) => pattern.test(name));
  return onObjects((doc) => Object.entries(doc).every(([name, value]) => isNamed(name) || test(value)));
};

/** When a field is there, others must be, or the whole document follows one more schema. */
export const dependencies: Keyword = (operand, _schema, compile) => {
  const tests = Object.entries(objectOf(operand, 'dependencies')).map(([name, dependency]) => {
    if (!Array.isArray(dependency)) return [name, compile(objectOf(dependency, 'dependencies'))] as const;
    const names = namesOf(dependency, 'dependencies');
    return [name, (doc: unknown) => names.every((other) => fieldOf(doc as Doc, other) !== undefined)] as const;
  });
  return onObjects((doc) => tests.every(([name, test]) => fieldOf(doc, name) === undefined || test(doc)));
};
