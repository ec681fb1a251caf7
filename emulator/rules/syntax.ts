/** Security-rule expressions as trees. */

export type Comparison = '==' | '!=' | '>' | '>=' | '<' | '<=' | 'in';

export type Rule =
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'list'; readonly items: readonly Rule[] }
  /** `auth`, `doc`, `request`, `now`, `resource`. */
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'member'; readonly of: Rule; readonly field: Rule }
  | { readonly kind: 'not'; readonly operand: Rule }
  | { readonly kind: 'and' | 'or'; readonly left: Rule; readonly right: Rule }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Rule; readonly right: Rule }
  /** Texts and expressions joined: a template literal. */
  | { readonly kind: 'join'; readonly parts: readonly Rule[] }
  /** `get('database.<collection>.<id>')`. */
  | { readonly kind: 'get'; readonly path: Rule };
