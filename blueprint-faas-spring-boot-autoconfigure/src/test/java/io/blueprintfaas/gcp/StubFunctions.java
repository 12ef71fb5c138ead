package io.blueprintfaas.gcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.cloud.functions.v2.Environment;
import com.google.cloud.functions.v2.Function;
import com.google.cloud.functions.v2.FunctionServiceClient;
import com.google.cloud.functions.v2.FunctionServiceGrpc;
import com.google.cloud.functions.v2.FunctionServiceSettings;
import com.google.cloud.functions.v2.GetFunctionRequest;
import com.google.cloud.functions.v2.ServiceConfig;
import com.google.protobuf.Timestamp;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;

/**
 * The API of Cloud Functions inside this process, with the real client in front of it. It
 * answers as it is told and remembers what it was asked.
 */
final class StubFunctions implements AutoCloseable {

	private final List<String> asked = new CopyOnWriteArrayList<>();

	private final Server server;

	private final ManagedChannel channel;

	private final FunctionServiceClient client;

	private volatile Supplier<Function> behaviour = () -> {
		throw io.grpc.Status.NOT_FOUND.withDescription("no such resource").asRuntimeException();
	};

	StubFunctions() {
		String name = UUID.randomUUID().toString();
		try {
			this.server = InProcessServerBuilder.forName(name).addService(new Service()).build().start();
			this.channel = InProcessChannelBuilder.forName(name).build();
			FunctionServiceSettings.Builder settings = GcpFunctionServiceClients.settings(() -> null);
			settings.setCredentialsProvider(NoCredentialsProvider.create());
			settings.setTransportChannelProvider(
					FixedTransportChannelProvider.create(GrpcTransportChannel.create(this.channel)));
			this.client = FunctionServiceClient.create(settings.build());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	FunctionServiceClient client() {
		return this.client;
	}

	void answer(Supplier<Function> answer) {
		this.behaviour = answer;
	}

	void answer(io.grpc.Status failure) {
		this.behaviour = () -> {
			throw failure.asRuntimeException();
		};
	}

	void locate(URI uri) {
		answer(() -> active(uri).build());
	}

	static Function.Builder active(URI uri) {
		return Function.newBuilder()
			.setState(Function.State.ACTIVE)
			.setEnvironment(Environment.GEN_2)
			.setUpdateTime(Timestamp.newBuilder().setSeconds(Instant.now().minusSeconds(3600).getEpochSecond()))
			.setServiceConfig(ServiceConfig.newBuilder().setUri(uri.toString()));
	}

	// Full names of functions, in the order of the requests.
	List<String> asked() {
		return this.asked;
	}

	@Override
	public void close() {
		this.client.close();
		this.channel.shutdownNow();
		this.server.shutdownNow();
	}

	private final class Service extends FunctionServiceGrpc.FunctionServiceImplBase {

		@Override
		public void getFunction(GetFunctionRequest request, StreamObserver<Function> answer) {
			StubFunctions.this.asked.add(request.getName());
			try {
				answer.onNext(StubFunctions.this.behaviour.get());
				answer.onCompleted();
			}
			catch (RuntimeException ex) {
				answer.onError(ex);
			}
		}

	}

}
