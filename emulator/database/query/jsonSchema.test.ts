import type { Doc } from '../engine';
import { compileQuery } from './compile';

const fits = (schema: Doc, doc: Doc) => compileQuery({ $jsonSchema: schema })(doc);
const on = (schema: Doc): Doc => ({ properties: { a: schema } });

/** Rows by the manual's list of keywords, https://www.mongodb.com/docs/v4.4/reference/operator/query/jsonSchema/ */
test.each<[Doc, Doc, boolean]>([
  [{}, { a: 1 }, true],
  [{ required: ['a', 'b'] }, { a: 1, b: null }, true],
  [{ required: ['a', 'b'] }, { a: 1 }, false],
  [on({ bsonType: 'string' }), { a: 'x' }, true],
  [on({ bsonType: 'string' }), { a: 1 }, false],
  [on({ bsonType: 'string' }), {}, true], // a field that is missing is none of its business
  [on({ bsonType: ['int', 'null'] }), { a: null }, true],
  [on({ bsonType: 'number' }), { a: 1.5 }, true],
  [on({ bsonType: 'array' }), { a: [1] }, true],
  [on({ bsonType: 'int' }), { a: [1] }, false], // unlike $type it does not look into arrays
  [on({ type: 'boolean' }), { a: true }, true],
  [on({ type: 'number' }), { a: 'x' }, false],
  [on({ enum: [1, { x: 1, y: 2 }] }), { a: { y: 2, x: 1 } }, true], // fields in any order
  [on({ enum: [1, 2] }), { a: 3 }, false],
  [on({ minimum: 3 }), { a: 3 }, true],
  [on({ minimum: 3, exclusiveMinimum: true }), { a: 3 }, false],
  [on({ maximum: 3 }), { a: 4 }, false],
  [on({ maximum: 3, exclusiveMaximum: true }), { a: 2.9 }, true],
  [on({ maximum: 3 }), { a: 'text' }, true],
  [on({ multipleOf: 0.1 }), { a: 0.3 }, true],
  [on({ multipleOf: 4 }), { a: 10 }, false],
  [on({ minLength: 2, maxLength: 3 }), { a: '护士' }, true],
  [on({ maxLength: 1 }), { a: '😀' }, true],
  [on({ minLength: 2 }), { a: 'x' }, false],
  [on({ pattern: '^1\\d{10}$' }), { a: '13800138000' }, true],
  [on({ pattern: '^1' }), { a: '2' }, false],
  [on({ minItems: 1, maxItems: 2 }), { a: [1, 2] }, true],
  [on({ minItems: 1 }), { a: [] }, false],
  [on({ uniqueItems: true }), { a: [{ x: 1, y: 2 }, { y: 2, x: 1 }] }, false], // prettier-ignore
  [on({ uniqueItems: true }), { a: [1, '1', [1]] }, true],
  [on({ items: { bsonType: 'int' } }), { a: [1, 2] }, true],
  [on({ items: { bsonType: 'int' } }), { a: [1, 'x'] }, false],
  [on({ items: [{ bsonType: 'int' }, { bsonType: 'string' }] }), { a: [1, 'x', null] }, true],
  [on({ items: [{ bsonType: 'int' }], additionalItems: false }), { a: [1, 2] }, false],
  [on({ items: [{ bsonType: 'int' }], additionalItems: { bsonType: 'string' } }), { a: [1, 'x'] }, true],
  [on({ properties: { b: { bsonType: 'int' } }, required: ['b'] }), { a: { b: 1 } }, true],
  [on({ properties: { b: { bsonType: 'int' } }, required: ['b'] }), { a: {} }, false],
  [on({ minProperties: 1, maxProperties: 1 }), { a: { x: 1 } }, true],
  [on({ maxProperties: 1 }), { a: { x: 1, y: 1 } }, false],
  [{ properties: { _id: {}, a: {} }, additionalProperties: false }, { _id: 1, a: 2 }, true],
  [{ properties: { a: {} }, additionalProperties: false }, { _id: 1, a: 2 }, false],
  [{ patternProperties: { '^s_': { bsonType: 'string' } } }, { s_a: 'x', n: 1 }, true],
  [{ patternProperties: { '^s_': { bsonType: 'string' } } }, { s_a: 1 }, false],
  [{ patternProperties: { '^s_': {} }, additionalProperties: { bsonType: 'int' } }, { s_a: 'x', n: 1 }, true],
  [{ dependencies: { card: ['address'] } }, { card: 1 }, false],
  [{ dependencies: { card: ['address'] } }, { address: 1 }, true],
  [{ dependencies: { card: { required: ['address'] } } }, { card: 1, address: 1 }, true],
  [{ allOf: [on({ minimum: 1 }), on({ maximum: 3 })] }, { a: 2 }, true],
  [{ anyOf: [on({ maximum: 1 }), on({ minimum: 3 })] }, { a: 2 }, false],
  [{ oneOf: [on({ maximum: 2 }), on({ minimum: 2 })] }, { a: 2 }, false],
  [{ oneOf: [on({ maximum: 2 }), on({ minimum: 2 })] }, { a: 1 }, true],
  [{ not: on({ bsonType: 'string' }) }, { a: 'x' }, false],
  [{ title: 'a nurse', description: 'words', bsonType: 'object' }, { a: 1 }, true],
])('%j with %j: %s', (schema, doc, expected) => expect(fits(schema, doc)).toBe(expected));

test.each<[unknown, string]>([
  [5, '$jsonSchema must be an object'],
  [{ foo: 1 }, 'Unknown $jsonSchema keyword: foo'],
  [{ $ref: '#/a' }, "$jsonSchema keyword '$ref' is not currently supported"],
  [{ encrypt: {} }, "$jsonSchema keyword 'encrypt' is not currently supported"],
  [{ type: 'integer' }, "$jsonSchema type 'integer' is not currently supported."],
  [{ type: 'date' }, 'Unknown type name alias: date'],
  [{ bsonType: 'foo' }, 'Unknown type name alias: foo'],
  [{ type: 'object', bsonType: 'object' }, "Cannot specify both $jsonSchema keywords 'type' and 'bsonType'"],
  [{ required: [] }, "$jsonSchema keyword 'required' cannot be an empty array"],
  [{ required: ['a', 'a'] }, "$jsonSchema keyword 'required' array cannot contain duplicate values"],
  [{ enum: [] }, "$jsonSchema keyword 'enum' cannot be an empty array"],
  [{ enum: [1, 1] }, "$jsonSchema keyword 'enum' array cannot contain duplicate values."],
  [on({ minimum: 'x' }), "$jsonSchema keyword 'minimum' must be a number"],
  [on({ exclusiveMinimum: true }), "$jsonSchema keyword 'minimum' must be a present if exclusiveMinimum is present"],
  [on({ multipleOf: 0 }), "$jsonSchema keyword 'multipleOf' must have a positive value"],
  [on({ minLength: -1 }), 'Expected a positive number in: minLength: -1'],
  [{ properties: 1 }, "$jsonSchema keyword 'properties' must be an object"],
  [{ allOf: [] }, "$jsonSchema keyword 'allOf' must be a non-empty array"],
  [{ title: 1 }, "$jsonSchema keyword 'title' must be of type string"],
])('%j is refused', (schema, text) => expect(() => compileQuery({ $jsonSchema: schema })).toThrow(text));
