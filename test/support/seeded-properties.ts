import fc from 'fast-check';

/** Property tests try the same cases in every run, so that none fails by luck; FC_SEED for other cases. */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 1) });
