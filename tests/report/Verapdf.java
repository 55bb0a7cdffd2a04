import java.io.FileInputStream;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Holds PDF files against PDF/UA-1: a line a file with how much was looked at, and one a fault. */
public class Verapdf {
    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        var foundry = Foundries.defaultInstance();
        for (var file : files) {
            try (var parser = foundry.createParser(new FileInputStream(file), PDFAFlavour.PDFUA_1);
                    var validator = foundry.createValidator(PDFAFlavour.PDFUA_1, false)) {
                ValidationResult told = validator.validate(parser);
                System.out.println("file\t" + file + "\t" + told.getTotalAssertions());
                for (TestAssertion fault : told.getTestAssertions()) {
                    var rule = fault.getRuleId();
                    System.out.println("fault\t" + file + "\t" + rule.getClause() + "-"
                            + rule.getTestNumber() + " " + fault.getMessage());
                }
            }
        }
    }
}
