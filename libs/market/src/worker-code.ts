/** Where a thread's code lies, and what Node needs to run it: arguments of `new Worker`. */
export interface WorkerCode {
  readonly file: URL;
  readonly execArgv: string[];
}

/**
 * The code of a worker thread that stands as `NAME.ts` beside the module that starts it: compiled as that is, or, where
 * the sources themselves are run (tests), with the loader for TypeScript.
 * @param starter `import.meta.url` of the module that starts it
 */
export function workerCode(starter: string, name: string): WorkerCode {
  const fromSources = starter.endsWith('.ts');
  return {
    file: new URL(`./${name}.${fromSources ? 'ts' : 'js'}`, starter),
    execArgv: fromSources ? ['--import', '@swc-node/register/esm-register'] : [],
  };
}
