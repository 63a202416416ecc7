/** Converts between the log and the protocol's messages, with the classes in the client's package. */
import { Metadata, status } from "@grpc/grpc-js";
import gossip from "@eventstore/db-client/generated/gossip_pb.js";
import type { ClusterInfo } from "@eventstore/db-client/generated/gossip_pb.js";
import statuses from "@eventstore/db-client/generated/status_pb.js";
import shared from "@eventstore/db-client/generated/shared_pb.js";
import streams from "@eventstore/db-client/generated/streams_pb.js";
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
  ReadResp,
} from "@eventstore/db-client/generated/streams_pb.js";
import type { StreamIdentifier } from "@eventstore/db-client/generated/shared_pb.js";
import any from "google-protobuf/google/protobuf/any_pb.js";
import googleEmpty from "google-protobuf/google/protobuf/empty_pb.js";
import type { Expected, LoggedEvent, Outcome, ProposedEvent } from "./log.ts";

export function streamName(identifier: StreamIdentifier | undefined): string {
  return Buffer.from(identifier?.getStreamName_asU8() ?? []).toString("utf8");
}

export function expectedOf(options: BatchAppendReq.Options): Expected {
  if (options.hasNoStream()) return "none";
  return options.hasAny() ? "any" : Number(options.getStreamPosition());
}

export function proposedOf(
  message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage,
): ProposedEvent {
  const properties = message.getMetadataMap();
  return {
    id: message.getId()?.getString() ?? "",
    type: properties.get("type") ?? "",
    contentType: properties.get("content-type") ?? "",
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

export function appendAnswer(outcome: Outcome): BatchAppendResp {
  const answer = new streams.BatchAppendResp();
  if (outcome.kind === "conflict") {
    const conflict = new shared.WrongExpectedVersion();
    if (outcome.current === undefined) conflict.setCurrentNoStream(new googleEmpty.Empty());
    else conflict.setCurrentStreamRevision(String(outcome.current));
    const bytes = conflict.serializeBinary();
    return answer.setError(refused("event_store.client.WrongExpectedVersion", "", bytes));
  }
  const position = new shared.AllStreamPosition();
  position.setCommitPosition(String(outcome.last.position));
  position.setPreparePosition(String(outcome.last.position));
  const success = new streams.BatchAppendResp.Success();
  success.setCurrentRevision(String(outcome.last.revision));
  return answer.setSuccess(success.setPosition(position));
}

/** The answer of the call that appends alone. */
export function loneAppendAnswer(outcome: Outcome): AppendResp {
  const { last } = outcome as Extract<Outcome, { kind: "appended" }>;
  const success = new streams.AppendResp.Success();
  return new streams.AppendResp().setSuccess(success.setCurrentRevision(String(last.revision)));
}

/** An answer that the append was not written. `type` names the kind, as the protocol does. */
export function appendRefusal(type: string, message: string): BatchAppendResp {
  return new streams.BatchAppendResp().setError(refused(type, message, new Uint8Array()));
}

function refused(type: string, message: string, details: Uint8Array) {
  const packed = new any.Any();
  packed.pack(details, type);
  return new statuses.Status().setMessage(message).setDetails(packed);
}

export function eventAnswer(event: LoggedEvent): ReadResp {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(event.stream, "utf8").toString("base64"));
  const id = new shared.UUID();
  id.setString(event.id);
  recorded.setStreamIdentifier(identifier);
  recorded.setId(id);
  recorded.setStreamRevision(String(event.revision));
  recorded.setCommitPosition(String(event.position));
  recorded.setPreparePosition(String(event.position));
  recorded.setData(event.data);
  recorded.setCustomMetadata(event.metadata);
  const properties = recorded.getMetadataMap();
  properties.set("type", event.type);
  properties.set("content-type", event.contentType);
  properties.set("created", "0");
  const read = new streams.ReadResp.ReadEvent();
  read.setEvent(recorded);
  read.setCommitPosition(String(event.position));
  return new streams.ReadResp().setEvent(read);
}

export function notFoundAnswer(identifier: StreamIdentifier | undefined): ReadResp {
  const notFound = new streams.ReadResp.StreamNotFound();
  return new streams.ReadResp().setStreamNotFound(notFound.setStreamIdentifier(identifier));
}

export function confirmationAnswer(): ReadResp {
  const confirmation = new streams.ReadResp.SubscriptionConfirmation();
  return new streams.ReadResp().setConfirmation(confirmation.setSubscriptionId("stand-in"));
}

export function caughtUpAnswer(): ReadResp {
  return new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp());
}

export function checkpointAnswer(position: bigint): ReadResp {
  const checkpoint = new streams.ReadResp.Checkpoint();
  checkpoint.setCommitPosition(String(position));
  checkpoint.setPreparePosition(String(position));
  return new streams.ReadResp().setCheckpoint(checkpoint);
}

/** Sent by a node that is not the leader, to a call that requires the leader (seen on 24.6.0). */
export function notLeaderError(leaderPort: number) {
  const metadata = new Metadata();
  metadata.set("exception", "not-leader");
  metadata.set("leader-endpoint-host", "127.0.0.1");
  metadata.set("leader-endpoint-port", String(leaderPort));
  return { code: status.NOT_FOUND, details: "Leader info available", metadata };
}

/** A cluster of which only the leader is listed. */
export function clusterAnswer(leaderPort: number): ClusterInfo {
  const endPoint = new gossip.EndPoint().setAddress("127.0.0.1").setPort(leaderPort);
  const leader = new gossip.MemberInfo();
  leader.setState(gossip.MemberInfo.VNodeState.LEADER);
  leader.setIsAlive(true);
  leader.setHttpEndPoint(endPoint);
  return new gossip.ClusterInfo().setMembersList([leader]);
}
