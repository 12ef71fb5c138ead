package io.blueprintfaas.gcp;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.cloud.functions.v2.CreateFunctionRequest;
import com.google.cloud.functions.v2.DeleteFunctionRequest;
import com.google.cloud.functions.v2.Function;
import com.google.cloud.functions.v2.Function.State;
import com.google.cloud.functions.v2.FunctionServiceClient;
import com.google.cloud.functions.v2.FunctionServiceGrpc.FunctionServiceImplBase;
import com.google.cloud.functions.v2.FunctionServiceSettings;
import com.google.cloud.functions.v2.GenerateUploadUrlRequest;
import com.google.cloud.functions.v2.GenerateUploadUrlResponse;
import com.google.cloud.functions.v2.GetFunctionRequest;
import com.google.cloud.functions.v2.StorageSource;
import com.google.cloud.functions.v2.UpdateFunctionRequest;
import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc.OperationsImplBase;
import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.protobuf.util.FieldMaskUtil;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;

/**
 * Cloud Functions with the unpleasant parts: operations that take several looks, one at a
 * time for a function, and end as a test wants.
 */
final class FakeCloudFunctions implements AutoCloseable {

	static final String LOG_URI = "https://console.cloud.google.com/cloud-build/builds/1";

	private final Map<String, Function> functions = new LinkedHashMap<>();

	private final Map<String, FakeOperation> operations = new LinkedHashMap<>();

	private final Map<String, Deque<Status>> refusals = new HashMap<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final List<String> masks = new CopyOnWriteArrayList<>();

	private final FakeUploads uploads = new FakeUploads(this.requests::add);

	private final Server server;

	private final ManagedChannel channel;

	private final FunctionServiceClient client;

	private int number;

	/** How often an operation is looked at before it ends. */
	int looks = 3;

	/** How the next operation ends, or null if well. */
	@Nullable Status outcome;

	/** What is the matter with functions once their operation has ended well. */
	State after = State.ACTIVE;

	/** Run before each request, with its name. */
	Consumer<String> before = (request) -> {
	};

	FakeCloudFunctions() throws IOException {
		String name = InProcessServerBuilder.generateName();
		this.server = InProcessServerBuilder.forName(name)
			.addService(new Functions())
			.addService(new Operations())
			.build()
			.start();
		this.channel = InProcessChannelBuilder.forName(name).build();
		FunctionServiceSettings.Builder settings = GcpFunctionServiceClients
			.settings(NoCredentialsProvider.create()::getCredentials);
		settings.setTransportChannelProvider(
				FixedTransportChannelProvider.create(GrpcTransportChannel.create(this.channel)));
		this.client = FunctionServiceClient.create(settings.build());
	}

	FunctionServiceClient client() {
		return this.client;
	}

	FakeUploads uploads() {
		return this.uploads;
	}

	// Names of the requests since the last time, in their order.
	List<String> take() {
		List<String> taken = new ArrayList<>(this.requests);
		this.requests.clear();
		return taken;
	}

	List<String> lastMask() {
		return List.of(this.masks.get(this.masks.size() - 1).split(","));
	}

	synchronized void refuse(String request, int times, Status status) {
		Deque<Status> queue = this.refusals.computeIfAbsent(request, (key) -> new ArrayDeque<>());
		for (int i = 0; i < times; i++) {
			queue.add(status);
		}
	}

	synchronized Function function(String name) {
		return this.functions.get(full(name));
	}

	synchronized void put(String name, Function.Builder function) {
		this.functions.put(full(name), function.setName(full(name)).build());
	}

	// An operation of somebody else, which ends after some looks at anything.
	synchronized void beginForeign(String name, int requests) {
		FakeOperation running = operation("update", full(name), function(name));
		running.foreign = true;
		running.left = requests;
		this.operations.put(running.name, running);
	}

	static Status status(Code code, String message, Message... details) {
		Status.Builder status = Status.newBuilder().setCode(code.getNumber()).setMessage(message);
		for (Message detail : details) {
			status.addDetails(Any.pack(detail));
		}
		return status.build();
	}

	static Set<String> mutations() {
		return Set.of("CreateFunction", "UpdateFunction", "DeleteFunction");
	}

	@Override
	public void close() {
		this.client.close();
		this.channel.shutdownNow();
		this.server.shutdownNow();
		this.uploads.close();
	}

	private static String full(String name) {
		return "projects/%s/locations/%s/functions/%s".formatted(GcpJobs.PROJECT, GcpJobs.REGION, name);
	}

	private FakeOperation operation(String verb, String target, @Nullable Function result) {
		return new FakeOperation(++this.number, verb, target, result, this.looks, this.outcome, this.after);
	}

	private synchronized boolean refused(String request, StreamObserver<?> answer) {
		this.requests.add(request);
		this.before.accept(request);
		this.operations.values()
			.stream()
			.filter((running) -> running.foreign)
			.forEach((running) -> running.advance(this.functions));
		Deque<Status> queue = this.refusals.get(request);
		Status status = (queue != null) ? queue.poll() : null;
		if (status != null) {
			answer.onError(StatusProto.toStatusRuntimeException(status));
		}
		return status != null;
	}

	private static <T> void answer(StreamObserver<T> observer, T answer) {
		observer.onNext(answer);
		observer.onCompleted();
	}

	// Begins an operation, or says that another is under way.
	private void begin(FakeOperation running, StreamObserver<Operation> answer) {
		boolean busy = this.operations.values()
			.stream()
			.anyMatch((other) -> !other.done && other.target.equals(running.target));
		if (busy) {
			answer.onError(StatusProto
				.toStatusRuntimeException(status(Code.ABORTED, "unable to queue the operation for " + running.target)));
			return;
		}
		this.operations.put(running.name, running);
		answer(answer, running.operation());
	}

	/**
	 * The service of functions.
	 */
	private final class Functions extends FunctionServiceImplBase {

		@Override
		public void getFunction(GetFunctionRequest request, StreamObserver<Function> answer) {
			synchronized (FakeCloudFunctions.this) {
				if (refused("GetFunction", answer)) {
					return;
				}
				Function found = FakeCloudFunctions.this.functions.get(request.getName());
				if (found == null) {
					answer.onError(StatusProto.toStatusRuntimeException(
							status(Code.NOT_FOUND, "Resource '%s' was not found".formatted(request.getName()))));
					return;
				}
				answer(answer, found);
			}
		}

		@Override
		public void generateUploadUrl(GenerateUploadUrlRequest request,
				StreamObserver<GenerateUploadUrlResponse> answer) {
			synchronized (FakeCloudFunctions.this) {
				if (refused("GenerateUploadUrl", answer)) {
					return;
				}
				String object = "object-%d.zip".formatted(++FakeCloudFunctions.this.number);
				answer(answer,
						GenerateUploadUrlResponse.newBuilder()
							.setUploadUrl(FakeCloudFunctions.this.uploads.sign(object))
							.setStorageSource(StorageSource.newBuilder().setBucket("uploads").setObject(object))
							.build());
			}
		}

		@Override
		public void createFunction(CreateFunctionRequest request, StreamObserver<Operation> answer) {
			synchronized (FakeCloudFunctions.this) {
				if (refused("CreateFunction", answer)) {
					return;
				}
				String name = request.getParent() + "/functions/" + request.getFunctionId();
				FakeOperation running = operation("create", name, request.getFunction());
				if (FakeCloudFunctions.this.functions.containsKey(name)) {
					running.outcome = status(Code.ALREADY_EXISTS, "Function already exists");
				}
				else if (running.outcome == null) {
					FakeCloudFunctions.this.functions.put(name,
							request.getFunction().toBuilder().setName(name).setState(State.DEPLOYING).build());
				}
				begin(running, answer);
			}
		}

		@Override
		public void updateFunction(UpdateFunctionRequest request, StreamObserver<Operation> answer) {
			synchronized (FakeCloudFunctions.this) {
				if (refused("UpdateFunction", answer)) {
					return;
				}
				FakeCloudFunctions.this.masks.add(String.join(",", request.getUpdateMask().getPathsList()));
				Function.Builder merged = FakeCloudFunctions.this.functions.get(request.getFunction().getName())
					.toBuilder();
				FieldMaskUtil.merge(request.getUpdateMask(), request.getFunction(), merged,
						new FieldMaskUtil.MergeOptions().setReplaceMessageFields(true)
							.setReplaceRepeatedFields(true)
							.setReplacePrimitiveFields(true));
				begin(operation("update", request.getFunction().getName(), merged.build()), answer);
			}
		}

		@Override
		public void deleteFunction(DeleteFunctionRequest request, StreamObserver<Operation> answer) {
			synchronized (FakeCloudFunctions.this) {
				if (!refused("DeleteFunction", answer)) {
					begin(operation("delete", request.getName(), null), answer);
				}
			}
		}

	}

	/**
	 * The service of operations.
	 */
	private final class Operations extends OperationsImplBase {

		@Override
		public void getOperation(GetOperationRequest request, StreamObserver<Operation> answer) {
			synchronized (FakeCloudFunctions.this) {
				if (refused("GetOperation", answer)) {
					return;
				}
				FakeOperation running = FakeCloudFunctions.this.operations.get(request.getName());
				running.advance(FakeCloudFunctions.this.functions);
				answer(answer, running.operation());
			}
		}

	}

}
