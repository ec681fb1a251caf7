/** One source file taken apart: its TypeScript (script and template expressions) and what a template writes without any. */
import { parse } from '@vue/compiler-sfc';
import { NodeTypes, type TemplateChildNode, type RootNode, type DirectiveNode } from '@vue/compiler-core';
import ts from 'typescript';

export interface SourceFile {
  /** From src on, with forward slashes. */
  readonly path: string;
  readonly text: string;
}
export interface Plain {
  /** The attribute it stands in; '' for text between tags. */
  readonly attribute: string;
  readonly value: string;
}
export interface Parts {
  readonly code: readonly ts.SourceFile[];
  readonly plain: readonly Plain[];
  /** Styles and html: neither code nor template. */
  readonly rest: string;
}

const asCode = (text: string) => ts.createSourceFile('part.ts', text, ts.ScriptTarget.ES2020, true);

/** A template expression may be an object, which as a statement would be a block, or several statements. */
function expression(text: string): ts.SourceFile {
  const inside = asCode(`(${text}\n)`);
  const { parseDiagnostics } = inside as unknown as { parseDiagnostics: readonly unknown[] };
  return parseDiagnostics.length === 0 ? inside : asCode(text);
}

function ofDirective({ name, exp, forParseResult }: DirectiveNode): readonly ts.SourceFile[] {
  const loop = forParseResult?.source;
  if (loop?.type === NodeTypes.SIMPLE_EXPRESSION) return [expression(loop.content)];
  return name !== 'slot' && exp?.type === NodeTypes.SIMPLE_EXPRESSION ? [expression(exp.content)] : [];
}

function ofTemplate(node: RootNode | TemplateChildNode, code: ts.SourceFile[], plain: Plain[]): void {
  if (node.type === NodeTypes.TEXT) plain.push({ attribute: '', value: node.content });
  if (node.type === NodeTypes.INTERPOLATION && node.content.type === NodeTypes.SIMPLE_EXPRESSION)
    code.push(expression(node.content.content));
  if (node.type === NodeTypes.ELEMENT) {
    for (const prop of node.props) {
      if (prop.type === NodeTypes.DIRECTIVE) code.push(...ofDirective(prop));
      else plain.push({ attribute: prop.name, value: prop.value?.content ?? '' });
    }
  }
  if (node.type === NodeTypes.ROOT || node.type === NodeTypes.ELEMENT)
    for (const child of node.children) ofTemplate(child as TemplateChildNode, code, plain);
}

/** Comments of css and html say nothing to anybody. */
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|^\s*\/\/.*$/gm, '');

export function partsOf({ path, text }: SourceFile): Parts {
  if (path.endsWith('.ts')) return { code: [asCode(text)], plain: [], rest: '' };
  if (!path.endsWith('.vue')) return { code: [], plain: [], rest: withoutComments(text) };
  const { descriptor, errors } = parse(text, { filename: path });
  if (errors.length > 0) throw new Error(`${path}: ${String(errors[0])}`);
  const scripts = [descriptor.script, descriptor.scriptSetup].flatMap((script) => (script ? [script.content] : []));
  const code = scripts.map(asCode);
  const plain: Plain[] = [];
  if (descriptor.template?.ast) ofTemplate(descriptor.template.ast, code, plain);
  return { code, plain, rest: withoutComments(descriptor.styles.map(({ content }) => content).join('\n')) };
}

export function eachNode(root: ts.Node, visit: (node: ts.Node) => void): void {
  visit(root);
  ts.forEachChild(root, (child) => eachNode(child, visit));
}

/** The text of a literal; null for any other node, also for a pattern: it listens to others and says nothing. */
export function literalText(node: ts.Node): string | null {
  return ts.isStringLiteralLike(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isTemplateHead(node)
    ? node.text
    : null;
}
