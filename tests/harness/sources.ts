/** The project's own source files, for the tests that hold over all of them. */
import fs from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

export interface Source {
  /** Path from the project's root, with forward slashes. */
  file: string
  text: string
}

/** Every file below the folders whose name ends so; generated and test files are for the caller to leave out. */
export function sources(folders: readonly string[], endings: readonly string[]): Source[] {
  return folders.flatMap((folder) =>
    fs.existsSync(folder)
      ? fs
          .readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')))
          .filter((file) => endings.some((ending) => file.endsWith(ending)) && fs.statSync(file).isFile())
          .sort()
          .map((file) => ({ file, text: fs.readFileSync(file, 'utf8') }))
      : [],
  )
}

export const isTest = ({ file }: Source) => /\.test\.tsx?$/.test(file)

/** Parts of an .astro file; any other file is all code. */
export function partsOf({ file, text }: Source): { code: string; markup: string } {
  if (!file.endsWith('.astro')) return { code: text, markup: '' }
  const front = /^\s*---\n([\s\S]*?)\n---/.exec(text)
  const rest = front ? text.slice(front.index + front[0].length) : text
  const scripts = [...rest.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '')
  return {
    code: [front?.[1] ?? '', ...scripts].join('\n'),
    markup: rest.replace(/<(script|style)[^>]*>[\s\S]*?<\/\1>/g, ''),
  }
}

/** What a file imports: paths from the project's root for its own files, package names otherwise. */
export function importsOf(source: Source): string[] {
  const { importedFiles } = ts.preProcessFile(partsOf(source).code, true, true)
  return importedFiles.map(({ fileName }) =>
    fileName.startsWith('.') ? path.posix.join(path.posix.dirname(source.file), fileName) : fileName,
  )
}

/** The code without comments and types; strings stay. */
export function withoutComments(source: Source): string {
  const { code, markup } = partsOf(source)
  const { ESNext } = ts.ScriptTarget
  const compilerOptions = {
    removeComments: true,
    target: ESNext,
    module: ts.ModuleKind.ESNext,
    jsx: ts.JsxEmit.Preserve,
  }
  const { outputText } = ts.transpileModule(code, {
    compilerOptions,
    fileName: source.file.replace(/\.astro$/, '.tsx'),
  })
  return `${outputText}\n${markup.replace(/<!--[\s\S]*?-->|\/\*[\s\S]*?\*\//g, '')}`
}

/** Every string, template part and JSX text of the code, and the strings inside the braces of an .astro file's markup. */
export function literalsOf(source: Source): string[] {
  const { code, markup } = partsOf(source)
  const tree = ts.createSourceFile('x.tsx', code, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX)
  const found: string[] = []
  const visit = (node: ts.Node) => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) || ts.isJsxText(node)) found.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  const quoted = [
    ...markup.replace(/<!--[\s\S]*?-->|\/\*[\s\S]*?\*\//g, '').matchAll(/'([^'\n]*)'|"([^"\n]*)"|`([^`]*)`/g),
  ]
  return [...found, ...quoted.map(([, single, double, template]) => single ?? double ?? template ?? '')]
}
