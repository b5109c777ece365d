import { component } from "@/engine/contract";
import * as apiRequest from "./api_request";
import * as endFlow from "./end_flow";
import * as forwardToExternalNumber from "./forward_to_external_number";
import * as makeOutboundCall from "./make_outbound_call";
import * as playAudio from "./play_audio";

/** Every component there is, in the palette's order: one line each. */
export const all = [
  component(apiRequest.definition, apiRequest.step),
  component(makeOutboundCall.definition, makeOutboundCall.step),
  component(playAudio.definition, playAudio.step),
  component(forwardToExternalNumber.definition, forwardToExternalNumber.step),
  component(endFlow.definition, endFlow.step),
] as const;
