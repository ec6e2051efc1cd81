import { testBites } from "./bites.ts";

// Terraform starts its provider, which is large, twice for each command.
await testBites("6-terraform", { speed: 200, concurrent: true, timeoutMilliseconds: 300_000 });
