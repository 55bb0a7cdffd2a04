"""Spark through Ibis: how a session is made, and what Ibis does otherwise on it than on DuckDB."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import sqlglot.expressions as sge

from grundlag.errors import GrundlagError, Problem

Connection = Any
Expression = Any

HERE = "local[2]"  # where no master is named: this machine, two threads
JAVAS = (17, 21)  # what Spark 4.0 runs on; 17 is tested
SETTINGS = {
    "spark.app.name": "grundlag",
    "spark.sql.ansi.enabled": "true",  # a sum that overflows is an error, not another number
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.sql.legacy.parquet.nanosAsLong": "true",  # as pandas writes a moment; else refused
}
ON_THIS_MACHINE = {  # else a local cluster's workers do not find whom they work for
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "2g",
    "spark.sql.shuffle.partitions": "4",
}
QUIET = """\
rootLogger.level = error
rootLogger.appenderRef.err.ref = err
appender.err.type = Console
appender.err.name = err
appender.err.target = SYSTEM_ERR
appender.err.layout.type = PatternLayout
appender.err.layout.pattern = %p %c: %m%n
"""
NUMBER = "number of row"  # of a row of several files
A_FILE = 1 << 40  # rows that a file may have: a row's number is its file's times this, and its own
_EDGES = r"^[ \t\n\r\x0B\f]+|[ \t\n\r\x0B\f]+\z"  # what is cut off of a text
_URI, _AT = "file of row", "row in file"


def is_spark(connection: Connection) -> bool:
    """Whether a connection is to Spark."""
    return bool(connection.name == "pyspark")


def connect(aside: Path, master: str) -> Connection:
    """A session on a master (`local[2]`, `local-cluster[2,1,1024]`, `spark://...`).

    Raises GrundlagError where PySpark or its Java is missing, or the master does not answer.
    """
    _refuse_missing()
    master = master or HERE
    settings = {**SETTINGS, "spark.sql.warehouse.dir": str(aside / "warehouse")}
    if master.startswith("local"):
        settings |= ON_THIS_MACHINE
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    quiet = aside / "log4j2.properties"
    quiet.write_text(QUIET)
    settings["spark.driver.extraJavaOptions"] = f"-Dlog4j2.configurationFile={quiet}"
    builder = import_module("pyspark.sql").SparkSession.builder.master(master)
    for name, value in settings.items():
        builder = builder.config(name, value)
    connection = ibis.pyspark.connect(_session(builder, master))
    connection.compiler = _compiler()
    return connection


def close(connection: Connection) -> None:
    """End the session and the Java it ran in: it holds a gigabyte, and would stay to the end."""
    context = connection._session.sparkContext
    gateway = context._gateway
    connection.disconnect()
    gateway.shutdown()
    gateway.proc.stdin.close()  # at which it ends by itself
    gateway.proc.wait()
    type(context)._gateway = type(context)._jvm = None


def _session(builder: Any, master: str) -> Any:
    java = import_module("py4j.protocol").Py4JJavaError
    try:
        return builder.getOrCreate()
    except (java, RuntimeError) as error:
        told = str(getattr(error, "java_exception", None) or error).splitlines()[0]
        what = f"no Spark session on {master}: {told.rstrip('.')}."
        fix = "See that the master is written right and that it runs: --engine spark:spark://HOST:7077"
        raise GrundlagError(Problem(where="--engine", what=what, fix=fix)) from error


def _refuse_missing() -> None:
    if find_spec("pyspark") is None:
        fix = 'Install it: pip install "grundlag[spark]".'
        raise GrundlagError(Problem(where="--engine spark", what="needs PySpark.", fix=fix))
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=f"{home}/bin" if home else None)
    found = _java_version(java) if java else None
    if found not in JAVAS:
        where = f" in JAVA_HOME ({home})" if home else ""
        told = f"Java {found}" if found else "no Java"
        what = f"needs Java 17 or 21, and finds {told}{where}."
        fix = "Install Java 17 (Debian: openjdk-17-jre-headless), or set JAVA_HOME to where it is."
        raise GrundlagError(Problem(where="--engine spark", what=what, fix=fix))


def _java_version(java: str) -> int | None:
    """The first number of a Java's version; None where it does not say."""
    ran = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)
    said = re.search(r'version "(\d+)', ran.stderr)
    return int(said[1]) if said else None


def _compiler() -> Any:
    """Ibis' own compiler of Spark's SQL, but for what it leaves out or says otherwise."""
    own = import_module("ibis.backends.sql.compilers.pyspark").PySparkCompiler

    class Compiler(own):  # type: ignore[misc, valid-type]
        __slots__ = ()

        def visit_RegexReplace(self, op: Any, *, arg: Any, pattern: Any, replacement: Any) -> Any:
            r"""Java writes $1 for what a group found, and not \1."""
            groups = re.sub(r"\\(\d)", r"$\1", op.replacement.value)
            return self.f.regexp_replace(arg, _java(op.pattern), sge.convert(groups))

        def visit_RegexSearch(self, op: Any, *, arg: Any, pattern: Any) -> Any:
            return super().visit_RegexSearch(op, arg=arg, pattern=_java(op.pattern))

        def visit_RegexExtract(self, op: Any, *, arg: Any, pattern: Any, index: Any) -> Any:
            return super().visit_RegexExtract(op, arg=arg, pattern=_java(op.pattern), index=index)

        def visit_Strip(self, op: Any, *, arg: Any) -> Any:
            """Ibis writes a vertical tab as Spark reads the letter v, and cuts it off of words."""
            return self.f.regexp_replace(arg, sge.convert(_EDGES), "")

        def visit_Hash(self, op: Any, *, arg: Any) -> Any:
            """Of 64 bits: those of 32 are soon the same."""
            return self.f.anon.xxhash64(arg)

        def visit_GroupConcat(
            self, op: Any, *, arg: Any, sep: Any, where: Any, order_by: Any
        ) -> Any:
            """Texts in their own order: an order by anything else stays refused."""
            if [key.arg for key in op.order_by] != [op.arg]:
                return super().visit_GroupConcat(
                    op, arg=arg, sep=sep, where=where, order_by=order_by
                )
            texts = arg if where is None else self.if_(where, arg, sge.Null())
            return self.f.array_join(self.f.array_sort(self.f.collect_list(texts)), sep)

    return Compiler()


def _java(pattern: Any) -> Any:
    """A pattern for Java, with a line's end where RE2 sees one: Java sees five more."""
    return sge.convert(f"(?d){pattern.value}")


def table_of(connection: Connection, arrow: pa.Table) -> Expression:
    """An Arrow table as a view; Ibis would go by pandas, where an empty cell becomes NaN."""
    return _view(connection, connection._session.createDataFrame(arrow))


def read_table(connection: Connection, path: Path) -> Expression:
    """A Parquet file as a view."""
    return _view(connection, _reader(connection).parquet(str(path)))


def read_files(
    connection: Connection, paths: Sequence[Path], names: Sequence[str], nanos: Collection[str]
) -> Expression:
    """Some columns of Parquet files, and NUMBER; `nanos` are moments told in nanoseconds.

    Spark tells by name which file a row is of: a row of a file with another name would be missed,
    and its count not be what the files say they have.
    """
    session = connection._session
    found = _reader(connection).parquet(*map(str, paths))
    columns = [_column(name, name in nanos) for name in names]
    own = (f"_metadata.file_path as `{_URI}`", f"_metadata.row_index as `{_AT}`")
    rows = _view(connection, found.selectExpr(*columns, *own))
    name = session._jvm.org.apache.hadoop.fs.Path
    uris = [name(str(path)).toUri().getRawPath() for path in paths]
    numbers = pa.array(range(len(uris)), pa.int64())
    known = table_of(connection, pa.table({"uri": uris, "number": numbers}))
    met = rows.inner_join(known, [(rows[_URI].re_replace("^file:/+", "/"), known.uri)])
    return met.select(*names, **{NUMBER: met.number * A_FILE + met[_AT]})


def _reader(connection: Connection) -> Any:
    """Reads the files it is given: `a[1]` is not `a1`, and a folder's name is no column."""
    options = {"__globPaths__": "false", "recursiveFileLookup": "true"}
    return connection._session.read.options(**options)


def _column(name: str, is_nanos: bool) -> str:
    """A column as it is; of nanoseconds, which are numbers to Spark, the moment they tell."""
    column = sge.to_identifier(name, quoted=True).sql("spark")
    micros = f"timestamp_micros(({column} - pmod({column}, 1000)) div 1000)"
    return f"cast({micros} as timestamp_ntz) as {column}" if is_nanos else column


def result(connection: Connection, expression: Expression) -> pa.Table:
    """An expression's rows, by Arrow; Ibis would go by pandas."""
    table = expression.as_table()
    return _query(connection, table).toArrow().cast(table.schema().to_pyarrow())


def held(connection: Connection, expression: Expression) -> Expression:
    """An expression's rows, kept by the workers when they are first computed."""
    return _view(connection, _query(connection, expression.as_table()).persist())


def _query(connection: Connection, expression: Expression) -> Any:
    return connection._session.sql(connection.compile(expression))


def _view(connection: Connection, frame: Any) -> Expression:
    name = ibis.util.gen_name("table")
    frame.createOrReplaceTempView(name)
    return connection.table(name)
