import { component } from "@/engine/contract";
import * as addToDoNotCall from "./add_to_do_not_call";
import * as apiRequest from "./api_request";
import * as calendarRules from "./calendar_rules";
import * as conditionalStatement from "./conditional_statement";
import * as endFlow from "./end_flow";
import * as executeAction from "./execute_action";
import * as forwardToExternalNumber from "./forward_to_external_number";
import * as inputIvr from "./input_ivr";
import * as makeOutboundCall from "./make_outbound_call";
import * as playAudio from "./play_audio";
import * as requestDirectCallback from "./request_direct_callback";
import * as runFunction from "./run_function";
import * as salesforceDataDip from "./salesforce_data_dip";
import * as standardIvr from "./standard_ivr";
import * as timeRules from "./time_rules";
import * as trafficSplitter from "./traffic_splitter";
import * as voiceIvr from "./voice_ivr";
import * as voiceTranscription from "./voice_transcription";

/** All components, in the palette's order. */
export const all = [
  component(apiRequest.definition, apiRequest.step),
  component(makeOutboundCall.definition, makeOutboundCall.step),
  component(playAudio.definition, playAudio.step),
  component(forwardToExternalNumber.definition, forwardToExternalNumber.step),
  component(inputIvr.definition, inputIvr.step),
  component(standardIvr.definition, standardIvr.step),
  component(voiceIvr.definition, voiceIvr.step),
  component(voiceTranscription.definition, voiceTranscription.step),
  component(requestDirectCallback.definition, requestDirectCallback.step),
  component(endFlow.definition, endFlow.step),
  component(conditionalStatement.definition, conditionalStatement.step),
  component(calendarRules.definition, calendarRules.step),
  component(timeRules.definition, timeRules.step),
  component(trafficSplitter.definition, trafficSplitter.step),
  component(executeAction.definition, executeAction.step),
  component(runFunction.definition, runFunction.step),
  component(salesforceDataDip.definition, salesforceDataDip.step),
  component(addToDoNotCall.definition, addToDoNotCall.step),
] as const;
