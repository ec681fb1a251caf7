import type { Doc } from '../../engine';
import { requestFailed } from '../../refusals';
import type { ValueTest } from '../predicate';
import { additionalItems, items, maxItems, minItems, uniqueItems } from './arrays';
import { allOf, anyOf, bsonType, not, oneOf, oneOfValues, type, unsupported, words } from './general';
import type { Keyword } from './keyword';
import {
  additionalProperties,
  dependencies,
  maxProperties,
  minProperties,
  patternProperties,
  properties,
  required,
} from './objects';
import { exclusive, maximum, maxLength, minimum, minLength, multipleOf, pattern } from './scalars';

const keywords: Record<string, Keyword> = {
  type,
  bsonType,
  enum: oneOfValues,
  allOf,
  anyOf,
  oneOf,
  not,
  maximum,
  minimum,
  exclusiveMaximum: exclusive('exclusiveMaximum', 'maximum'),
  exclusiveMinimum: exclusive('exclusiveMinimum', 'minimum'),
  multipleOf,
  maxLength,
  minLength,
  pattern,
  items,
  additionalItems,
  maxItems,
  minItems,
  uniqueItems,
  properties,
  patternProperties,
  additionalProperties,
  required,
  maxProperties,
  minProperties,
  dependencies,
  title: words('title'),
  description: words('description'),
};

/** Known to JSON Schema, not to MongoDB; and encryption, which needs a client's keys. */
for (const keyword of ['$ref', '$schema', 'default', 'definitions', 'format', 'id', 'encrypt', 'encryptMetadata']) {
  keywords[keyword] = unsupported(keyword);
}

/** A schema as one test: every keyword must pass. Unknown keywords are refused. */
export function schemaTest(schema: Doc): ValueTest {
  const tests = Object.entries(schema).map(([name, operand]) => {
    const keyword = Object.hasOwn(keywords, name) ? keywords[name] : undefined;
    if (!keyword) throw requestFailed(`Unknown $jsonSchema keyword: ${name}`);
    return keyword(operand, schema, schemaTest);
  });
  return (value) => tests.every((test) => test(value));
}
